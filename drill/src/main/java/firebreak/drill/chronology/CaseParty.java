package firebreak.drill.chronology;

import firebreak.charter.PartyCode;
import java.util.List;

/// One party with its posts in the order of the file. A party code used as sender or addressee stands for
/// the party's *default post*: the first declared one, or a made post `<PARTY>-GOV` where none is declared.
public record CaseParty(PartyCode code, String name, List<CasePost> posts) {
    public CaseParty {
        posts = List.copyOf(posts);
        if (posts.isEmpty() || posts.stream().anyMatch(post -> !post.party().equals(code))) {
            throw new IllegalArgumentException("a party has at least one post, and only its own");
        }
    }

    public CasePost defaultPost() {
        return posts.getFirst();
    }
}
