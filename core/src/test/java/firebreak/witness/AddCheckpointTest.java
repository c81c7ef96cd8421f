package firebreak.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The request to a witness as it stands in C2SP tlog-witness.
final class AddCheckpointTest {
    private final Owner owner = new Owner();

    @Test
    void it_is_the_old_size_the_proof_an_empty_line_and_the_checkpoint() throws FormatException {
        AddCheckpoint request = owner.asks(0, 3, 7);
        String text = request.bytes().utf8("request");

        assertThat(text)
                .startsWith("old 3\n" + request.proof().getFirst().bytes().base64() + "\n")
                .contains("\n\n" + owner.origin.text() + "\n7\n");
        assertThat(AddCheckpoint.parse("request", request.bytes())).isEqualTo(request);
        AddCheckpoint first = owner.asks(0, 0, 7);
        assertThat(first.bytes().utf8("request")).startsWith("old 0\n\n");
        assertThat(AddCheckpoint.parse("request", first.bytes())).isEqualTo(first);
    }

    @Test
    void a_proof_has_63_hashes_at_most() throws FormatException {
        List<Hash> most = Collections.nCopies(AddCheckpoint.MAX_PROOF, Hash.of(Bytes.EMPTY));
        AddCheckpoint request = new AddCheckpoint(3, most, owner.signed(0, 7).note());
        assertThat(AddCheckpoint.parse("request", request.bytes())).isEqualTo(request);

        String more = request.bytes()
                .utf8("request")
                .replaceFirst("\n", "\n" + most.getFirst().bytes().base64() + "\n");
        assertThatThrownBy(() -> AddCheckpoint.parse("request", Bytes.ofUtf8(more)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("at most 63 hashes");
    }

    @Test
    void what_is_larger_than_any_request_is_not_read() {
        assertThatThrownBy(() -> AddCheckpoint.parse("request", Bytes.wrap(new byte[AddCheckpoint.MAX_SIZE + 1])))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void damaged_input() {
        Damage.bytes(
                List.of(owner.asks(0, 3, 7).bytes(), owner.asks(0, 0, 7).bytes()),
                input -> AddCheckpoint.parse("request", input).bytes());
    }
}
