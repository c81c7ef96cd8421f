package firebreak.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoteTest {
    private static Statement reread(Statement statement) throws FormatException {
        return Statement.parse("statement", statement.payload());
    }

    @Test
    void a_note_and_a_receipt_read_back_as_written() throws FormatException {
        Note note = Say.note("TEST/RU/0/1", "RU-MOD");
        assertThat(reread(note)).isEqualTo(note);
        assertThat(note.leafType()).isEqualTo(LeafType.NOTE);
        for (Receipt.Kind kind : Receipt.Kind.values()) {
            Receipt receipt = Say.receipt(kind, Say.leaf("RU", 1), kind.byNode() ? "UK" : "UK-MOD", Say.NOON);
            assertThat(reread(receipt)).isEqualTo(receipt);
        }
    }

    @Test
    void a_payload_has_at_most_64_kibibytes() {
        Json padded = Json.object()
                .with("type", "note")
                .with("x", "y".repeat(Statement.MAX_BYTES))
                .build();
        assertThatThrownBy(() -> Statement.parse("statement", Canonical.write(padded)))
                .hasMessageContaining("at most " + Statement.MAX_BYTES);
    }

    @Test
    void bytes_that_are_no_json_are_refused() {
        assertThatThrownBy(() -> Statement.parse("statement", Bytes.ofUtf8("note")))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Statement.parse("statement", Bytes.ofUtf8("[]")))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void a_receipt_is_signed_by_whom_its_kind_belongs_to() {
        LeafRef leaf = Say.leaf("RU", 1);
        assertThatThrownBy(() -> Say.receipt(Receipt.Kind.READ, leaf, "UK", Say.NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Say.receipt(Receipt.Kind.DELIVERED, leaf, "UK-MOD", Say.NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Receipt(
                        Say.PLACE, Say.author("UK"), Say.NOON, Receipt.Kind.HELD, leaf, Optional.empty(), View.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_note_is_signed_by_posts() {
        assertThatThrownBy(() -> Say.note("TEST/RU/0/1", "RU")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Say.note("TEST/RU/0/1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void how_a_note_answers_follows_from_its_form() {
        Optional<LeafRef> earlier = Optional.of(Say.leaf("UK", 1));
        assertThat(Say.content("holding-reply", earlier).answer()).isEqualTo(Content.Answer.HOLDING);
        assertThat(Say.content("decline", earlier).answer()).isEqualTo(Content.Answer.DECLINE);
        assertThat(Say.content("finding", earlier).answer()).isEqualTo(Content.Answer.REPLY);
        assertThat(Say.content("finding", Optional.empty()).answer()).isEqualTo(Content.Answer.NONE);
    }

    @Test
    void a_view_holds_the_leaves_below_its_size() {
        View view = new View(List.of(new View.Seen(Say.author("UK").party(), Say.origin("UK"), 3, Say.hash("root"))));
        assertThat(view.holds(Say.leaf("UK", 2))).isTrue();
        assertThat(view.holds(Say.leaf("UK", 3))).isFalse();
        assertThat(view.holds(Say.leaf("UA", 0))).isFalse();
    }

    @Test
    void a_generation_lies_between_0_and_its_limit() {
        assertThat(generation(Author.MAX_GENERATION).generation()).isEqualTo(Author.MAX_GENERATION);
        assertThatThrownBy(() -> generation(Author.MAX_GENERATION + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> generation(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Author generation(int generation) {
        Author author = Say.author("RU");
        return new Author(author.party(), author.post(), author.manifest(), author.origin(), generation);
    }
}
