package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The payload of an age file: a nonce, then chunks of 64 KiB, each sealed by itself (the STREAM construction).
/// The chunk's number and whether it is the last are in its AEAD nonce, so chunks can be neither reordered nor
/// left out. Holds one chunk at a time.
final class Payload {
    /// Plaintext bytes of every chunk but the last.
    static final int CHUNK = 64 << 10;

    static final int NONCE = 16;

    private final Secret key;
    private final Source in;
    private final OutputStream out;
    private final long maxBytes;
    private long written;

    private Payload(Secret key, Source in, OutputStream out, long maxBytes) {
        this.key = key;
        this.in = in;
        this.out = out;
        this.maxBytes = maxBytes;
    }

    /// Bytes of a payload that holds `size` bytes of plaintext.
    static int sealedSize(int size) {
        int chunks = Math.max(1, Math.ceilDiv(size, CHUNK));
        return NONCE + size + chunks * ChaCha.TAG;
    }

    static void seal(FileKey fileKey, Source plaintext, OutputStream out, RandomGenerator random) throws IOException {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        out.write(nonce);
        byte[] chunk = new byte[CHUNK];
        try (Secret key = fileKey.payloadKey(Bytes.wrap(nonce))) {
            boolean last = false;
            for (long number = 0; !last; number++) {
                int size = plaintext.read(chunk);
                last = plaintext.atEnd();
                byte[] chunkNonce = nonce(number, last);
                out.write(key.use(bytes -> ChaCha.seal(bytes, chunkNonce, chunk, size)));
            }
        } finally {
            Arrays.fill(chunk, (byte) 0);
        }
    }

    /// Writes each chunk once it is verified; a refusal at a later place leaves the earlier ones written.
    ///
    /// @return bytes of plaintext
    static long open(FileKey fileKey, Source sealed, OutputStream out, long maxBytes)
            throws IOException, FormatException {
        byte[] nonce = new byte[NONCE];
        if (sealed.read(nonce) < NONCE) {
            throw new FormatException("age payload", "expected a nonce of " + NONCE + " bytes: the payload is cut");
        }
        try (Secret key = fileKey.payloadKey(Bytes.wrap(nonce))) {
            return new Payload(key, sealed, out, maxBytes).open();
        }
    }

    private long open() throws IOException, FormatException {
        byte[] chunk = new byte[CHUNK + ChaCha.TAG];
        boolean last = false;
        for (long number = 0; !last; number++) {
            int size = in.read(chunk);
            last = in.atEnd();
            open(number, last, chunk, size);
        }
        return written;
    }

    private void open(long number, boolean last, byte[] chunk, int size) throws IOException, FormatException {
        if (size < ChaCha.TAG) {
            throw refuse(number, "expected at least the " + ChaCha.TAG + " bytes of its tag: the payload is cut");
        }
        if (size == ChaCha.TAG && number > 0) {
            throw refuse(number, "expected at least one byte in a last chunk that is not the first");
        }
        Optional<byte[]> plaintext = tryOpen(number, last, chunk, size);
        if (plaintext.isPresent()) {
            write(number, plaintext.get());
            return;
        }
        Optional<byte[]> misplaced = size < chunk.length ? Optional.empty() : tryOpen(number, !last, chunk, size);
        if (misplaced.isEmpty()) {
            throw refuse(number, "expected a chunk sealed at this place of this file: it was altered, moved or cut");
        }
        write(number, misplaced.get());
        throw refuse(
                number + 1,
                last ? "expected a further chunk: the payload is cut" : "expected the end: something was appended");
    }

    private Optional<byte[]> tryOpen(long number, boolean last, byte[] chunk, int size) {
        return key.use(bytes -> ChaCha.open(bytes, nonce(number, last), chunk, size));
    }

    private void write(long number, byte[] plaintext) throws IOException, FormatException {
        written += plaintext.length;
        if (written > maxBytes) {
            throw refuse(number, "expected at most " + maxBytes + " bytes of plaintext in all");
        }
        out.write(plaintext);
        Arrays.fill(plaintext, (byte) 0);
    }

    private static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(ChaCha.NONCE)
                .position(3)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    private static FormatException refuse(long number, String expectation) {
        return new FormatException("age payload chunk " + number, expectation);
    }
}
