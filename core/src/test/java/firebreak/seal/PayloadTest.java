package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final int CHUNK = 64 << 10;
    private static final int SEALED_CHUNK = CHUNK + 16;
    private static final int NONCE = 16;
    private static final int BUFFER = 8 << 10;

    private final RandomGenerator random = Samples.random(0xca4);
    private final FileKey fileKey = FileKey.generate(random);
    private final ByteArrayOutputStream released = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK})
    void sizes_around_a_chunk_come_back(int size) throws Exception {
        Bytes plaintext = Samples.bytes(size, random);
        Bytes sealed = seal(plaintext);
        assertThat(sealed.size()).isEqualTo(Payload.sealedSize(size));
        assertThat(open(sealed, size)).isEqualTo(size);
        assertThat(released.toByteArray()).isEqualTo(plaintext.toArray());
    }

    @Test
    void a_payload_cut_anywhere_in_its_first_bytes_is_refused() throws Exception {
        Bytes sealed = seal(Bytes.ofUtf8("hello"));
        for (int length = 0; length < sealed.size(); length++) {
            refused(sealed.slice(0, length));
        }
        refused(sealed.slice(0, 15)).withMessageStartingWith("age payload: ");
        refused(sealed.slice(0, 20))
                .withMessageStartingWith("age payload chunk 0: ")
                .withMessageContaining("cut");
        assertThat(released.toByteArray()).isEmpty();
    }

    @Test
    void a_payload_cut_between_chunks_is_refused_after_the_chunks_that_are_there() throws Exception {
        Bytes plaintext = Samples.bytes(3 * CHUNK, random);
        refused(seal(plaintext).slice(0, NONCE + 2 * SEALED_CHUNK))
                .withMessage("age payload chunk 2: expected a further chunk: the payload is cut");
        assertThat(Bytes.wrap(released.toByteArray())).isEqualTo(plaintext.slice(0, 2 * CHUNK));
    }

    @Test
    void a_payload_cut_within_a_chunk_is_located() throws Exception {
        Bytes sealed = seal(Samples.bytes(3 * CHUNK, random));
        refused(sealed.slice(0, NONCE + 2 * SEALED_CHUNK + 100)).withMessageStartingWith("age payload chunk 2: ");
        refused(sealed.slice(0, NONCE + 2 * SEALED_CHUNK - 1)).withMessageStartingWith("age payload chunk 1: ");
    }

    @Test
    void anything_after_the_last_chunk_is_refused() throws Exception {
        for (int size : new int[] {0, 5, CHUNK}) {
            refused(seal(Samples.bytes(size, random)).plus(Bytes.ofUtf8("x")));
        }
        refused(seal(Samples.bytes(CHUNK, random)).plus(Bytes.ofUtf8("x")))
                .withMessage("age payload chunk 1: expected the end: something was appended");
    }

    @Test
    void an_empty_last_chunk_is_refused_except_alone() throws Exception {
        Bytes cut = seal(Samples.bytes(CHUNK + 1, random)).slice(0, NONCE + SEALED_CHUNK);
        refused(cut.plus(Samples.bytes(16, random)))
                .withMessage("age payload chunk 1: expected at least one byte in a last chunk that is not the first");
        assertThat(open(seal(Bytes.EMPTY), 0)).isZero();
    }

    @Test
    void chunks_in_another_order_are_refused() throws Exception {
        Bytes sealed = seal(Samples.bytes(3 * CHUNK, random));
        Bytes swapped = Bytes.concat(
                sealed.slice(0, NONCE),
                sealed.slice(NONCE + SEALED_CHUNK, NONCE + 2 * SEALED_CHUNK),
                sealed.slice(NONCE, NONCE + SEALED_CHUNK),
                sealed.slice(NONCE + 2 * SEALED_CHUNK, sealed.size()));
        refused(swapped).withMessageStartingWith("age payload chunk 0: ").withMessageContaining("moved");
    }

    @Test
    void a_changed_byte_is_located_in_its_chunk() throws Exception {
        Bytes sealed = seal(Samples.bytes(3 * CHUNK, random));
        for (int chunk = 0; chunk < 3; chunk++) {
            int at = NONCE + chunk * SEALED_CHUNK + random.nextInt(SEALED_CHUNK);
            refused(Samples.flip(sealed, at, 0x80)).withMessageStartingWith("age payload chunk " + chunk + ": ");
        }
        refused(Samples.flip(sealed, random.nextInt(NONCE), 1)).withMessageStartingWith("age payload chunk 0: ");
    }

    @Test
    void the_greatest_size_is_opened_and_one_byte_more_is_refused() throws Exception {
        for (int size : new int[] {0, 10, CHUNK, CHUNK + 1}) {
            Bytes sealed = seal(Samples.bytes(size + 1, random));
            assertThat(open(sealed, size + 1)).isEqualTo(size + 1);
            released.reset();
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> open(sealed, size))
                    .withMessageContaining("at most " + size + " bytes of plaintext");
            assertThat(released.size()).isLessThanOrEqualTo(size);
        }
    }

    /// The sink counts what has arrived, the source how far it has been read: the difference is what is held.
    @Test
    void sealing_64_mebibytes_holds_a_chunk_and_a_buffer_at_most() throws Exception {
        Lag lag = new Lag();
        Payload.seal(fileKey, new Source(lag.source(64 << 20, InputStream.nullInputStream())), lag.sink(), random);
        assertThat(lag.written).isEqualTo(Payload.sealedSize(64 << 20));
        assertThat(lag.greatest).isLessThanOrEqualTo(CHUNK + BUFFER);
    }

    @Test
    void opening_8_mebibytes_holds_a_chunk_and_a_buffer_at_most() throws Exception {
        Bytes sealed = seal(Bytes.wrap(new byte[8 << 20]));
        Lag lag = new Lag();
        InputStream in = lag.source(sealed.size(), new ByteArrayInputStream(sealed.toArray()));
        Payload.open(fileKey, new Source(in), lag.sink(), Long.MAX_VALUE);
        assertThat(lag.written).isEqualTo(8 << 20);
        int tags = (8 << 20) / CHUNK * 16;
        assertThat(lag.greatest).isLessThanOrEqualTo(SEALED_CHUNK + BUFFER + NONCE + tags);
    }

    private Bytes seal(Bytes plaintext) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Payload.seal(fileKey, Samples.source(plaintext), out, random);
        return Bytes.wrap(out.toByteArray());
    }

    private long open(Bytes sealed, long maxBytes) throws Exception {
        return Payload.open(fileKey, Samples.source(sealed), released, maxBytes);
    }

    private ThrowableAssertAlternative<FormatException> refused(Bytes sealed) {
        released.reset();
        return assertThatExceptionOfType(FormatException.class).isThrownBy(() -> open(sealed, Long.MAX_VALUE));
    }

    /// How far a source is read ahead of what its sink was given.
    private static final class Lag {
        private long read;
        private long written;
        private long greatest;

        /// `size` bytes: those of `content`, then zeros.
        InputStream source(long size, InputStream content) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int count = (int) Math.min(length, size - read);
                    content.readNBytes(into, from, count);
                    read += count;
                    greatest = Math.max(greatest, read - written);
                    return count == 0 && length > 0 ? -1 : count;
                }
            };
        }

        OutputStream sink() {
            return new OutputStream() {
                @Override
                public void write(int one) {
                    written++;
                }

                @Override
                public void write(byte[] from, int start, int length) {
                    written += length;
                }
            };
        }
    }
}
