package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a frame says inside its box.
///
/// ```
/// time (8) ‖ nonce (16) ‖ echo (16) ‖ state (1) ‖ length (2) ‖ content ‖ zeros up to 2916 bytes
/// ```
///
/// @param time the sender's clock, in milliseconds since 1970; claimed, nothing is decided by it
/// @param nonce drawn for this frame
/// @param echo the nonce of the last frame its sender opened under the same ciphertext of the receiver
/// @param state what the sending post says of itself
/// @param content at most 2873 bytes; empty in a line test
public record Body(Instant time, Nonce nonce, Optional<Nonce> echo, PostState state, Bytes content) {
    static final int PLAINTEXT = Frame.BOX - Box.TAG;

    private static final int FIXED = Long.BYTES + 2 * Nonce.SIZE + 1 + Short.BYTES;

    /// Most bytes of content.
    public static final int MAX_CONTENT = PLAINTEXT - FIXED;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    public Body {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("a frame's time lies in the years 1 to 9999");
        }
        if (content.size() > MAX_CONTENT) {
            throw new IllegalArgumentException("a frame carries at most " + MAX_CONTENT + " bytes");
        }
    }

    Bytes plaintext() {
        byte[] plaintext = ByteBuffer.allocate(PLAINTEXT)
                .putLong(time.toEpochMilli())
                .put(nonce.bytes().buffer())
                .put(echo.map(Nonce::bytes).orElse(Nonce.NONE).buffer())
                .put((byte) state.code())
                .putShort((short) content.size())
                .put(content.buffer())
                .array();
        return Bytes.wrap(plaintext);
    }

    static Body read(String place, Bytes plaintext) throws FormatException {
        if (plaintext.size() != PLAINTEXT) {
            throw new FormatException(place, "expected " + PLAINTEXT + " bytes, found " + plaintext.size());
        }
        ByteBuffer in = plaintext.buffer();
        Instant time = Instant.ofEpochMilli(in.getLong());
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new FormatException(place + " time", "expected a time in the years 1 to 9999");
        }
        Nonce nonce =
                nonce(in).orElseThrow(() -> new FormatException(place + " nonce", "expected a nonce that is not zero"));
        Optional<Nonce> echo = nonce(in);
        PostState state = new PostState(Byte.toUnsignedInt(in.get()));
        int length = Short.toUnsignedInt(in.getShort());
        if (length > MAX_CONTENT) {
            throw new FormatException(place + " content", "expected at most " + MAX_CONTENT + " bytes");
        }
        Bytes content = plaintext.slice(FIXED, FIXED + length);
        if (!isZero(plaintext.slice(FIXED + length, plaintext.size()))) {
            throw new FormatException(place + " padding", "expected zeros after the content");
        }
        return new Body(time, nonce, echo, state, content);
    }

    private static Optional<Nonce> nonce(ByteBuffer in) {
        byte[] bytes = new byte[Nonce.SIZE];
        in.get(bytes);
        Bytes read = Bytes.wrap(bytes);
        return read.equals(Nonce.NONE) ? Optional.empty() : Optional.of(new Nonce(read));
    }

    private static boolean isZero(Bytes padding) {
        return padding.equals(Bytes.wrap(new byte[padding.size()]));
    }
}
