package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A signed statement about one leaf of another member's record. Says nothing about its content: an
/// acknowledgement carries no position, a reply does.
///
/// @param of the leaf receipted; never itself a receipt
/// @param reason why an item is held, for people; present exactly for held
public record Receipt(Place place, Author author, Instant at, Kind kind, LeafRef of, Optional<String> reason, View view)
        implements Statement {
    public static final String TYPE = "receipt";
    public static final int REASON_CHARS = 300;

    /// The four receipts, in the order in which they usually come.
    public enum Kind {
        /// This envelope, proved at this index, is stored here, perhaps unopened. By the node.
        DELIVERED("delivered", true),
        /// It is stored here and could not be taken as it stands; the reason says why. By the node.
        HELD("held", true),
        /// A person at the post has read it. By the post.
        READ("read", false),
        /// A person at the post says: arrived and readable. By the post.
        ACKNOWLEDGED("acknowledged", false);

        private final String word;
        private final boolean byNode;

        Kind(String word, boolean byNode) {
            this.word = word;
            this.byNode = byNode;
        }

        public String word() {
            return word;
        }

        public boolean byNode() {
            return byNode;
        }

        static Kind read(String place, Json value) throws FormatException {
            String word = Fields.asString(place, value);
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new FormatException(place, "expected delivered, held, read or acknowledged");
        }
    }

    public Receipt {
        if (kind.byNode() == author.post().isPresent()) {
            throw new IllegalArgumentException("delivered and held are the node's, read and acknowledged a post's");
        }
        if (reason.isPresent() != (kind == Kind.HELD)) {
            throw new IllegalArgumentException("exactly a held receipt gives a reason");
        }
    }

    @Override
    public LeafType leafType() {
        return LeafType.RECEIPT;
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
                .with("kind", kind.word())
                .with("of", of.toJson())
                .with("reason", reason.orElse(null))
                .with("view", view.toJson())
                .build();
    }

    static Receipt read(Fields fields) throws FormatException {
        Place place = fields.required("place", Place::read);
        Author author = fields.required("author", Author::read);
        Instant at = fields.time("at");
        Kind kind = fields.required("kind", Kind::read);
        LeafRef of = fields.required("of", LeafRef::read);
        Optional<String> reason = fields.optional("reason", Fields::asString);
        View view = fields.required("view", View::read);
        if (kind.byNode() == author.post().isPresent()) {
            throw new FormatException(
                    fields.place(), "expected delivered and held from a node, read and acknowledged from a post");
        }
        if (reason.isPresent() != (kind == Kind.HELD)
                || reason.filter(text -> text.length() > REASON_CHARS).isPresent()) {
            throw new FormatException(
                    fields.place() + ".reason",
                    "expected a reason of at most " + REASON_CHARS + " characters exactly when held");
        }
        return new Receipt(place, author, at, kind, of, reason, view);
    }
}
