package firebreak.verifier.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Bytes that never change. Each text form has one spelling; every other is refused.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// The caller gives the array away.
    public static Bytes of(byte[] content) {
        return new Bytes(content);
    }

    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Bytes join(Bytes... parts) {
        ByteBuffer joined =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(Bytes::size).sum());
        for (Bytes part : parts) {
            joined.put(part.content);
        }
        return new Bytes(joined.array());
    }

    /// A number as so many bytes, the highest first.
    public static Bytes ofNumber(long number, int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[size - 1 - i] = (byte) (number >>> (8 * i));
        }
        return new Bytes(content);
    }

    /// RFC 4648 section 4, padded.
    public static Bytes fromBase64(String place, String text) throws Malformed {
        return decode(place, text, Base64.getDecoder(), Base64.getEncoder(), "base64 with padding");
    }

    /// RFC 4648 section 5, without padding.
    public static Bytes fromBase64Url(String place, String text) throws Malformed {
        return decode(
                place, text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding(), "base64url");
    }

    private static Bytes decode(String place, String text, Base64.Decoder from, Base64.Encoder to, String name)
            throws Malformed {
        try {
            byte[] content = from.decode(text);
            if (to.encodeToString(content).equals(text)) {
                return new Bytes(content);
            }
        } catch (IllegalArgumentException notOfTheAlphabet) {
            // refused below, like every other spelling than the one
        }
        throw new Malformed(place, "expected canonical " + name);
    }

    public int size() {
        return content.length;
    }

    public int at(int index) {
        return content[index] & 0xff;
    }

    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(content, from, to));
    }

    /// A number of at most eight bytes, the highest first.
    public long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | at(i);
        }
        return number;
    }

    public byte[] array() {
        return content.clone();
    }

    /// Hands the content to a reader that does not change it.
    public ByteBuffer view() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /// As UTF-8, which must be well formed.
    public String text(String place) throws Malformed {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(view()).toString();
        } catch (CharacterCodingException malformed) {
            throw new Malformed(place, "expected well-formed UTF-8");
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

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
