package firebreak.note;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.util.Optional;

/// Who makes a statement: a post, or without one the party's node, from the record where it is said.
///
/// @param post the post that signs; absent when the node signs
/// @param manifest the party's manifest in force, which names the signing keys
/// @param origin the record the statement goes into
/// @param generation 0 for a first record, one more for each successor
public record Author(PartyCode party, Optional<PostCode> post, Hash manifest, Origin origin, int generation) {
    public static final int MAX_GENERATION = 100_000;

    public Author {
        if (generation < 0 || generation > MAX_GENERATION) {
            throw new IllegalArgumentException("generations count from 0 to " + MAX_GENERATION);
        }
    }

    Json toJson() {
        return Json.object()
                .with("party", party.value())
                .with("post", post.map(PostCode::value).orElse(null))
                .with("manifest", manifest)
                .with("origin", origin.text())
                .with("generation", generation)
                .build();
    }

    static Author read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Author author = new Author(
                fields.required("party", PartyCode::read),
                fields.optional("post", PostCode::read),
                fields.hash("manifest"),
                fields.required("origin", Origin::read),
                fields.integer("generation", 0, MAX_GENERATION));
        fields.done();
        return author;
    }
}
