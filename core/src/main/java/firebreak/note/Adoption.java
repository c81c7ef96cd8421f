package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From this leaf on, a version applies in this record. Signed by the node. The author and place are those
/// in force *before* it; the adopted hash applies to every later leaf.
public record Adoption(Place place, Author author, Instant at, Adopted adopted) implements Statement {
    public static final String TYPE = "adoption";

    /// What is adopted.
    public sealed interface Adopted {
        /// A version of the charter, of the agreement or of the author's own manifest.
        record Document(Kind kind, Hash hash) implements Adopted {}

        /// A revocation of the author's own keys: leaves after this one that such a key signed are not accepted.
        ///
        /// @param good up to which size a record of the author's own is undisputed; absent where all of it is
        record Revocation(Hash hash, Optional<LastGood> good) implements Adopted {}

        /// Leaves of the author's own earlier record that somebody showed validly signed: they stay binding.
        record OldRecord(Origin origin, long size, Hash root) implements Adopted {}
    }

    /// The size up to which the owner of a record disputes nothing of it.
    ///
    /// @param origin of the record of the adoption, or of an earlier one of the same owner
    public record LastGood(Origin origin, long size) {}

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
            case Adopted.Revocation(Hash hash, Optional<LastGood> good) -> {
                json.with("kind", "revocation").with("hash", hash);
                good.ifPresent(last -> json.with("origin", last.origin().text()).with("size", last.size()));
                yield json.build();
            }
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

    private static Adopted revocation(Fields fields) throws FormatException {
        Hash hash = fields.hash("hash");
        Optional<Origin> origin = fields.optional("origin", Origin::read);
        if (origin.isEmpty()) {
            return new Adopted.Revocation(hash, Optional.empty());
        }
        long size = fields.integer("size");
        if (size < 0) {
            throw new FormatException(fields.place() + ".size", "expected a size from 0 on");
        }
        return new Adopted.Revocation(hash, Optional.of(new LastGood(origin.get(), size)));
    }

    private static Adopted adopted(Fields fields) throws FormatException {
        return switch (fields.string("kind")) {
            case "charter" -> new Adopted.Document(Kind.CHARTER, fields.hash("hash"));
            case "agreement" -> new Adopted.Document(Kind.AGREEMENT, fields.hash("hash"));
            case "manifest" -> new Adopted.Document(Kind.MANIFEST, fields.hash("hash"));
            case "revocation" -> revocation(fields);
            case "old-record" -> oldRecord(fields);
            default ->
                throw new FormatException(
                        fields.place() + ".kind", "expected charter, agreement, manifest, revocation or old-record");
        };
    }
}
