package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.List;

/// From this leaf on, a version applies in this record. Signed by the node. The author and place are those
/// in force *before* it; the adopted hash applies to every later leaf.
public record Adoption(Place place, Author author, Instant at, Adopted adopted) implements Statement {
    public static final String TYPE = "adoption";

    /// What is adopted.
    public sealed interface Adopted {
        /// A version of the charter, of the agreement or of the author's own manifest.
        record Document(Kind kind, Hash hash) implements Adopted {}

        /// Leaves of the author's own earlier record that somebody showed validly signed: they stay binding.
        record OldRecord(Origin origin, long size, Hash root) implements Adopted {}
    }

    /// The kinds of document a record can adopt.
    public enum Kind {
        CHARTER,
        AGREEMENT,
        MANIFEST;

        String word() {
            return switch (this) {
                case CHARTER -> "charter";
                case AGREEMENT -> "agreement";
                case MANIFEST -> "manifest";
            };
        }
    }

    @Override
    public LeafType leafType() {
        return LeafType.ADOPTION;
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
        Json.Builder json = Json.object()
                .with("type", TYPE)
                .with("place", place.toJson())
                .with("author", author.toJson())
                .with("at", at);
        return switch (adopted) {
            case Adopted.Document(Kind kind, Hash hash) ->
                json.with("kind", kind.word()).with("hash", hash).build();
            case Adopted.OldRecord(Origin origin, long size, Hash root) ->
                json.with("kind", "old-record")
                        .with("origin", origin.text())
                        .with("size", size)
                        .with("root", root)
                        .build();
        };
    }

    static Adoption read(Fields fields) throws FormatException {
        return new Adoption(
                fields.required("place", Place::read),
                fields.required("author", Author::read),
                fields.time("at"),
                adopted(fields));
    }

    private static Adopted oldRecord(Fields fields) throws FormatException {
        Origin origin = fields.required("origin", Origin::read);
        long size = fields.integer("size");
        if (size < 0) {
            throw new FormatException(fields.place() + ".size", "expected a size from 0 on");
        }
        return new Adopted.OldRecord(origin, size, fields.hash("root"));
    }

    private static Adopted adopted(Fields fields) throws FormatException {
        return switch (fields.string("kind")) {
            case "charter" -> new Adopted.Document(Kind.CHARTER, fields.hash("hash"));
            case "agreement" -> new Adopted.Document(Kind.AGREEMENT, fields.hash("hash"));
            case "manifest" -> new Adopted.Document(Kind.MANIFEST, fields.hash("hash"));
            case "old-record" -> oldRecord(fields);
            default ->
                throw new FormatException(
                        fields.place() + ".kind", "expected charter, agreement, manifest or old-record");
        };
    }
}
