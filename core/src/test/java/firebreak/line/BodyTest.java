package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00.250Z");
    private static final int LENGTH_AT = 41;

    private final Nonce nonce = Nonce.draw(new SplittableRandom(1));

    private Body body(Instant time, Bytes content) {
        return new Body(time, nonce, Optional.empty(), PostState.UNLOCKED, content);
    }

    @Test
    void every_body_reads_back_from_2916_bytes() throws FormatException {
        for (int size : new int[] {0, 1, 2872, 2873}) {
            Body body = new Body(NOON, nonce, Optional.of(nonce), new PostState(255), Bytes.wrap(new byte[size]));
            assertThat(body.plaintext().size()).isEqualTo(2916);
            assertThat(Body.read("body", body.plaintext())).isEqualTo(body);
        }
    }

    @Test
    void content_of_2873_bytes_is_the_most() {
        assertThat(Body.MAX_CONTENT).isEqualTo(2873);
        assertThatIllegalArgumentException().isThrownBy(() -> body(NOON, Bytes.wrap(new byte[2874])));
    }

    @Test
    void times_from_year_1_to_9999_are_kept_to_the_millisecond() throws FormatException {
        for (String time : new String[] {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"}) {
            Body body = body(Instant.parse(time), Bytes.EMPTY);
            assertThat(Body.read("body", body.plaintext()).time()).isEqualTo(Instant.parse(time));
        }
        assertThat(body(NOON.plusNanos(999_999), Bytes.EMPTY).time()).isEqualTo(NOON);
        Instant late = Instant.parse("+10000-01-01T00:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(() -> body(late, Bytes.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body(Instant.parse("0000-12-31T23:59:59.999Z"), Bytes.EMPTY));
        refused(0, ByteBuffer.allocate(8).putLong(late.toEpochMilli()).array());
    }

    @Test
    void a_zero_nonce_a_length_beyond_the_limit_and_padding_that_is_not_zero_are_refused() {
        refused(8, new byte[16]);
        refused(LENGTH_AT, new byte[] {0x0b, 0x3a});
        refused(LENGTH_AT + 2, new byte[] {1});
        refused(2915, new byte[] {1});
    }

    @Test
    void a_state_is_one_byte() {
        assertThat(new PostState(0).code()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new PostState(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PostState(256));
    }

    private void refused(int at, byte[] bytes) {
        byte[] changed = body(NOON, Bytes.EMPTY).plaintext().toArray();
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Body.read("body", Bytes.wrap(changed)));
    }
}
