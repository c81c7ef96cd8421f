package firebreak.note;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One signed object of a record. The type fixes who signs: a note is signed by a post (a joint note by
/// one post of each named party), read and acknowledged receipts by a post, all else by the node.
public sealed interface Statement permits Opening, Note, Receipt, Adoption, Successor {
    /// The payload of a statement, before signing, in bytes.
    int MAX_BYTES = 64 * 1024;

    LeafType leafType();

    Place place();

    /// Exactly one, except for a joint note.
    List<Author> authors();

    /// When, as the author claims.
    Instant at();

    /// What the author held of the others' records when signing.
    View view();

    Json toJson();

    default Bytes payload() {
        return Canonical.write(toJson());
    }

    static Statement parse(String place, Bytes payload) throws FormatException {
        return read(place, Canonical.read(place, payload, MAX_BYTES));
    }

    /// A statement's JSON, read already, such as from a row that holds it.
    static Statement read(String place, Json json) throws FormatException {
        String type = json instanceof Json.Obj(Map<String, Json> members)
                        && members.get("type") instanceof Json.Str(String word)
                ? word
                : "";
        Fields fields = Fields.of(place, json);
        fields.string("type");
        Statement statement = switch (type) {
            case Opening.TYPE -> Opening.read(fields);
            case Note.TYPE -> Note.read(fields);
            case Receipt.TYPE -> Receipt.read(fields);
            case Adoption.TYPE -> Adoption.read(fields);
            case Successor.TYPE -> Successor.read(fields);
            default ->
                throw new FormatException(place + ".type", "expected opening, note, receipt, adoption or successor");
        };
        fields.done();
        return statement;
    }
}
