package firebreak.verifier.said;

import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.util.Optional;

/// Who makes a statement, and into which record it goes.
///
/// @param post absent where the party's node signs
public record Author(String party, Optional<String> post, Hash manifest, Origin origin, int generation) {
    public static final int MOST_GENERATION = 100_000;

    static Author read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Author author = new Author(
                members.need("party", Names::party),
                members.may("post", Names::post),
                members.hash("manifest"),
                members.need("origin", Origin::read),
                (int) members.whole("generation", 0, MOST_GENERATION));
        members.end();
        return author;
    }
}
