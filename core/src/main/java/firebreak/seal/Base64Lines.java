package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.Base64;

/// The base64 of an age header: RFC 4648 section 4 without padding, canonical only.
final class Base64Lines {
    /// Columns of a full line of a stanza's body.
    static final int COLUMNS = 64;

    private Base64Lines() {}

    static String encode(Bytes content) {
        return Base64.getEncoder().withoutPadding().encodeToString(content.toArray());
    }

    static Bytes decode(String place, String text) throws FormatException {
        try {
            Bytes decoded = Bytes.wrap(Base64.getDecoder().decode(text));
            if (encode(decoded).equals(text)) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one refusal below
        }
        throw new FormatException(place, "expected canonical base64 without padding");
    }

    /// Full lines of 64 columns and a last one that is shorter, perhaps empty; each ends with a line feed.
    static void wrap(Bytes content, StringBuilder out) {
        String text = encode(content);
        int at = 0;
        for (; text.length() - at >= COLUMNS; at += COLUMNS) {
            out.append(text, at, at + COLUMNS).append('\n');
        }
        out.append(text, at, text.length()).append('\n');
    }
}
