package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.util.List;

/// What a member said in a view of a record at a size that has not been reached here yet: to be compared when it is.
///
/// @param by who said it
/// @param at the leaf of the statement it was said in
record Claim(PartyCode by, LeafRef at, Hash root) {
    private static final int MAX_ROW = 8 << 20;

    Json toJson() {
        return Json.object()
                .with("by", by.value())
                .with("at", at.toJson())
                .with("root", root)
                .build();
    }

    private static Claim read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Claim claim = new Claim(
                fields.required("by", PartyCode::read), fields.required("at", LeafRef::read), fields.hash("root"));
        fields.done();
        return claim;
    }

    static List<Claim> readAll(Bytes row) {
        try {
            return Fields.asList("claims", Canonical.read("claims", row, MAX_ROW), Claim::read);
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged row: " + damaged.getMessage(), damaged);
        }
    }
}
