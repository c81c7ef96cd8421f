package firebreak.clock;

import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.note.Content;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whom notes of a channel may be addressed to.
///
/// @param posts and the parties they speak for, by the newest agreement version that has the post
/// @param members of any version
public record Audience(SortedMap<PostCode, PartyCode> posts, SortedSet<PartyCode> members) {
    public static final Audience NOBODY = of(List.of());

    public Audience {
        posts = Collections.unmodifiableSortedMap(new TreeMap<>(posts));
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    /// @param agreements all versions of a channel's, the oldest first
    public static Audience of(List<Agreement> agreements) {
        SortedMap<PostCode, PartyCode> posts = new TreeMap<>();
        SortedSet<PartyCode> members = new TreeSet<>();
        agreements.stream().flatMap(agreement -> agreement.members().stream()).forEach(member -> {
            members.add(member.party());
            member.posts().forEach(post -> posts.put(post, member.party()));
        });
        return new Audience(posts, members);
    }

    /// The parties a note is addressed to: those of its action posts; where there are none, of its information posts;
    /// where there are none, all other members; never its authors.
    public SortedSet<PartyCode> addressed(Content content, Collection<PartyCode> authors) {
        List<PostCode> named = content.action().isEmpty() ? content.information() : content.action();
        SortedSet<PartyCode> parties = new TreeSet<>();
        named.forEach(post -> Optional.ofNullable(posts.get(post)).ifPresent(parties::add));
        if (named.isEmpty()) {
            parties.addAll(members);
        }
        authors.forEach(parties::remove);
        return parties;
    }
}
