package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final Bytes sample = LineEnd.Both.of(21).a().test();

    @Test
    void a_frame_reads_back_and_its_parts_stand_where_the_page_says() throws FormatException {
        Frame frame = Frame.parse("frame", sample);
        assertThat(frame.bytes()).isEqualTo(sample);
        assertThat(frame.counter()).isEqualTo(1);
        assertThat(sample.slice(4, 36)).isEqualTo(frame.tag().bytes());
        assertThat(sample.slice(36, 1156)).isEqualTo(frame.ciphertext());
        assertThat(sample.slice(1164, 4096)).isEqualTo(frame.box());
    }

    @Test
    void only_4096_bytes_that_begin_with_the_magic_are_a_frame() {
        refused(sample.slice(0, 4095));
        refused(sample.plus(Bytes.wrap(new byte[1])));
        refused(Bytes.ofUtf8("FBF2").plus(sample.slice(4, 4096)));
    }

    @Test
    void counters_go_from_one_to_the_greatest_signed_number() throws FormatException {
        assertThat(Frame.parse("frame", counting(Long.MAX_VALUE)).counter()).isEqualTo(Long.MAX_VALUE);
        refused(counting(0));
        refused(counting(-1));
    }

    private Bytes counting(long counter) {
        Bytes number = Bytes.wrap(ByteBuffer.allocate(8).putLong(counter).array());
        return Bytes.concat(sample.slice(0, 1156), number, sample.slice(1164, 4096));
    }

    private static void refused(Bytes bytes) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Frame.parse("frame", bytes));
    }
}
