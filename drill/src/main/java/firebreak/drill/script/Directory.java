package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseParty;
import firebreak.drill.chronology.CasePost;
import firebreak.drill.chronology.Cast;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Collects the channels of a script while its events are routed, and gives each set of parties its label.
final class Directory {
    private final Cast cast;
    private final SequencedMap<NavigableSet<PartyCode>, Set<PostCode>> posts = new LinkedHashMap<>();

    Directory(Cast cast) {
        this.cast = cast;
    }

    void add(NavigableSet<PartyCode> parties, List<CasePost> speakersAndAddressees) {
        Set<PostCode> known = posts.computeIfAbsent(parties, _ -> new HashSet<>());
        known.addAll(Routes.codes(speakersAndAddressees));
    }

    /// Every party has at least its default post there.
    void addDefaultPosts(NavigableSet<PartyCode> parties) {
        add(parties, cast.parties().stream().map(CaseParty::defaultPost).toList());
    }

    ChannelLabel label(NavigableSet<PartyCode> parties) {
        boolean all = parties.size() > 2 && parties.size() == cast.parties().size();
        // party codes hold no hyphen, so no two sets share a label
        return new ChannelLabel(
                all ? ChannelLabel.ALL : parties.stream().map(PartyCode::value).collect(Collectors.joining("-")));
    }

    List<CaseChannel> channels() {
        return posts.keySet().stream()
                .map(this::channel)
                .sorted(Comparator.comparing(CaseChannel::label))
                .toList();
    }

    private CaseChannel channel(NavigableSet<PartyCode> parties) {
        Set<PostCode> members = posts.getOrDefault(parties, Set.of());
        List<PostCode> inFileOrder = cast.posts().stream()
                .map(CasePost::code)
                .filter(members::contains)
                .toList();
        return new CaseChannel(label(parties), List.copyOf(parties), inFileOrder);
    }
}
