package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.RecordKeys;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.List;

/// Leaf 0 of a record that continues another: opened by a node that cannot prove it holds all it ever
/// signed ('restored'). Names the last checkpoint it knows of the record before. Signed by the node.
///
/// @param previous the record continued
/// @param size, root its last checkpoint known to the node; size 0 when none is known
public record Successor(
        Place place, Author author, Instant at, RecordKeys keys, Origin previous, long size, Hash root, View view)
        implements Statement {
    public static final String TYPE = "successor";

    @Override
    public LeafType leafType() {
        return LeafType.SUCCESSOR;
    }

    @Override
    public List<Author> authors() {
        return List.of(author);
    }

    @Override
    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("place", place.toJson())
                .with("author", author.toJson())
                .with("at", at)
                .with("keys", keys.toJson())
                .with("previous", previous.text())
                .with("size", size)
                .with("root", root)
                .with("view", view.toJson())
                .build();
    }

    static Successor read(Fields fields) throws FormatException {
        Successor successor = new Successor(
                fields.required("place", Place::read),
                fields.required("author", Author::read),
                fields.time("at"),
                fields.required("keys", RecordKeys::read),
                fields.required("previous", Origin::read),
                fields.integer("size"),
                fields.hash("root"),
                fields.required("view", View::read));
        if (successor.author().generation() == 0 || successor.size() < 0) {
            throw new FormatException(fields.place(), "expected a later generation and a size from 0 on");
        }
        return successor;
    }
}
