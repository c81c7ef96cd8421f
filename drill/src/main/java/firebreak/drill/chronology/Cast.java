package firebreak.drill.chronology;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import java.util.List;
import java.util.Optional;

/// Who takes part: the parties of a case with their posts, in the order of the file.
public record Cast(List<CaseParty> parties) {
    public Cast {
        parties = List.copyOf(parties);
    }

    public CaseParty party(PartyCode code) {
        return parties.stream()
                .filter(party -> party.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no party " + code + " in this case"));
    }

    /// Every post, party by party.
    public List<CasePost> posts() {
        return parties.stream().flatMap(party -> party.posts().stream()).toList();
    }

    public CasePost post(PostCode code) {
        return posts().stream()
                .filter(post -> post.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no post " + code + " in this case"));
    }

    /// The post that a code means: itself, or a party's default post; nothing for the public and outsiders.
    public Optional<CasePost> postFor(Code code) {
        return switch (code) {
            case Code.OfParty(PartyCode party) -> Optional.of(party(party).defaultPost());
            case Code.OfPost(PostCode post) -> Optional.of(post(post));
            case Code.Public _, Code.Outside _ -> Optional.empty();
        };
    }
}
