package firebreak.encoding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable run of bytes with value equality. `toString` shows the length only; content is asked
/// for by name (`hex`, `base64url`, `utf8`), so that nothing reaches a log by accident.
///
/// Not for secrets: those live in `firebreak.identity.Secret`.
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// Copies, so later changes to the array do not show here.
    public static Bytes copyOf(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /// Takes ownership: the caller promises never to touch the array again.
    public static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Lower-case hex only.
    public static Bytes parseHex(String place, String hex) throws FormatException {
        if (hex.length() % 2 != 0 || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new FormatException(place, "expected lower-case hex of even length");
        }
        return wrap(HexFormat.of().parseHex(hex));
    }

    /// Base64url without padding (RFC 4648 section 5); the one encoding of these bytes and no other.
    public static Bytes parseBase64Url(String place, String text) throws FormatException {
        return parse(
                place,
                text,
                Base64.getUrlDecoder(),
                Base64.getUrlEncoder().withoutPadding(),
                "base64url without padding");
    }

    /// Standard base64 with padding (RFC 4648 section 4), as the tlog formats use it.
    public static Bytes parseBase64(String place, String text) throws FormatException {
        return parse(place, text, Base64.getDecoder(), Base64.getEncoder(), "base64 with padding");
    }

    private static Bytes parse(String place, String text, Base64.Decoder in, Base64.Encoder out, String what)
            throws FormatException {
        try {
            byte[] decoded = in.decode(text);
            if (out.encodeToString(decoded).equals(text)) {
                return wrap(decoded);
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one refusal below
        }
        throw new FormatException(place, "expected canonical " + what);
    }

    public static Bytes concat(Bytes... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Bytes part : parts) {
            out.writeBytes(part.content);
        }
        return wrap(out.toByteArray());
    }

    public int size() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    public byte at(int index) {
        return content[index];
    }

    /// A copy the caller may change.
    public byte[] toArray() {
        return content.clone();
    }

    /// A read-only view without copying.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /// Hands the bytes to a digest without copying them first.
    void feed(MessageDigest digest) {
        digest.update(content);
    }

    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, content.length);
        return wrap(Arrays.copyOfRange(content, from, to));
    }

    public Bytes plus(Bytes other) {
        return concat(this, other);
    }

    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /// Strict UTF-8: malformed input is refused, never replaced.
    public String utf8(String place) throws FormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new FormatException(place, "expected well-formed UTF-8");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /// Unsigned lexicographic order.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
