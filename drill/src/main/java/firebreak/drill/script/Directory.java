package firebreak.drill.script;

import firebreak.drill.chronology.Cast;
import firebreak.drill.chronology.Party;
import firebreak.drill.chronology.PartyCode;
import firebreak.drill.chronology.Post;
import firebreak.drill.chronology.PostCode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects the channels of a script while its events are routed, and gives each set of parties its label.
final class Directory {
    private final Cast cast;
    private final SequencedMap<NavigableSet<PartyCode>, Set<PostCode>> posts = new LinkedHashMap<>();
    private final Map<NavigableSet<PartyCode>, ChannelLabel> labels = new LinkedHashMap<>();
    private final Set<ChannelLabel> taken = new HashSet<>();

    Directory(Cast cast) {
        this.cast = cast;
    }

    void add(NavigableSet<PartyCode> parties, List<Post> speakersAndAddressees) {
        Set<PostCode> known = posts.computeIfAbsent(parties, _ -> new HashSet<>());
        known.addAll(Routes.codes(speakersAndAddressees));
    }

    /// Every party has at least its default post there.
    void addDefaultPosts(NavigableSet<PartyCode> parties) {
        add(parties, cast.parties().stream().map(Party::defaultPost).toList());
    }

    ChannelLabel label(NavigableSet<PartyCode> parties) {
        @Nullable ChannelLabel known = labels.get(parties);
        return known == null ? newLabel(parties) : known;
    }

    List<CaseChannel> channels() {
        return posts.keySet().stream()
                .map(this::channel)
                .sorted(Comparator.comparing(CaseChannel::label))
                .toList();
    }

    private CaseChannel channel(NavigableSet<PartyCode> parties) {
        Set<PostCode> members = posts.getOrDefault(parties, Set.of());
        List<PostCode> inFileOrder =
                cast.posts().stream().map(Post::code).filter(members::contains).toList();
        return new CaseChannel(label(parties), List.copyOf(parties), inFileOrder);
    }

    /// Codes may hold hyphens themselves, so that two sets could share a label; the later one gets a number.
    private ChannelLabel newLabel(NavigableSet<PartyCode> parties) {
        boolean all = parties.size() > 2 && parties.size() == cast.parties().size();
        String plain =
                all ? ChannelLabel.ALL : parties.stream().map(PartyCode::value).collect(Collectors.joining("-"));
        ChannelLabel label = new ChannelLabel(plain);
        for (int i = 2; !taken.add(label); i++) {
            label = new ChannelLabel(plain + "-" + i);
        }
        labels.put(parties, label);
        return label;
    }
}
