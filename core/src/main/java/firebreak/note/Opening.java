package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.RecordKeys;
import firebreak.record.LeafType;
import java.time.Instant;
import java.util.List;

/// Leaf 0 of a party's first record in a channel: repeats the versions it starts under and the keys of its
/// checkpoints. Signed by the node.
public record Opening(Place place, Author author, Instant at, RecordKeys keys) implements Statement {
    public static final String TYPE = "opening";

    @Override
    public LeafType leafType() {
        return LeafType.OPENING;
    }

    @Override
    public List<Author> authors() {
        return List.of(author);
    }

    @Override
    public View view() {
        return View.NOTHING;
    }

    @Override
    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("place", place.toJson())
                .with("author", author.toJson())
                .with("at", at)
                .with("keys", keys.toJson())
                .build();
    }

    static Opening read(Fields fields) throws FormatException {
        return new Opening(
                fields.required("place", Place::read),
                fields.required("author", Author::read),
                fields.time("at"),
                fields.required("keys", RecordKeys::read));
    }
}
