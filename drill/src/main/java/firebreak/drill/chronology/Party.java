package firebreak.drill.chronology;

import java.util.List;

/// One party with its posts in the order of the file. A party code used as sender or addressee stands for
/// the party's *default post*: the first declared one, or a made post `<PARTY>-GOV` where none is declared.
public record Party(PartyCode code, String name, List<Post> posts) {
    public Party {
        posts = List.copyOf(posts);
        if (posts.isEmpty() || posts.stream().anyMatch(post -> !post.party().equals(code))) {
            throw new IllegalArgumentException("a party has at least one post, and only its own");
        }
    }

    public Post defaultPost() {
        return posts.getFirst();
    }
}
