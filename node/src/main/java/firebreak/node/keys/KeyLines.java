package firebreak.node.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// The plaintext of a key file: lines of ASCII, each a word, a space and a value, the first naming the kind:
///
/// ```
/// keys firebreak/post/v1
/// since 2026-11-22T00:00:00Z
/// signing dGhpcyBpcyBub3QgYSBrZXk…
/// recipient AGE-SECRET-KEY-PQ-1…
/// ```
///
/// Secret bytes are base64url without padding, so the age tool and any editor recover everything. Text never becomes
/// a `String`, which nobody could wipe.
final class KeyLines implements AutoCloseable {
    static final int MAX_BYTES = 64 << 10;

    private record Line(String word, Secret value) {}

    private final List<Line> lines = new ArrayList<>();
    private int next;

    static KeyLines of(String kind) {
        KeyLines lines = new KeyLines();
        lines.text("keys", kind);
        return lines;
    }

    KeyLines text(String word, String value) {
        lines.add(new Line(word, Secret.wrap(value.getBytes(US_ASCII))));
        return this;
    }

    /// @param value ASCII without white space; becomes these lines' own
    KeyLines ascii(String word, Secret value) {
        lines.add(new Line(word, value));
        return this;
    }

    /// @param value any bytes; closed here
    KeyLines bytes(String word, Secret value) {
        try (value) {
            return ascii(word, Secret.wrap(encode(value)));
        }
    }

    Secret toSecret() {
        List<Secret> parts = new ArrayList<>();
        for (Line line : lines) {
            parts.add(Secret.wrap((line.word() + " ").getBytes(US_ASCII)));
            parts.add(line.value().copy());
            parts.add(Secret.wrap(new byte[] {'\n'}));
        }
        try {
            return Secret.concat(parts.toArray(Secret[]::new));
        } finally {
            parts.forEach(Secret::close);
        }
    }

    static KeyLines parse(Secret text, String kind) throws FormatException {
        KeyLines lines = new KeyLines();
        try {
            text.use(bytes -> {
                lines.split(bytes);
                return lines;
            });
            if (!lines.text("keys").equals(kind)) {
                throw lines.expected("keys of kind " + kind);
            }
            return lines;
        } catch (FormatException malformed) {
            lines.close();
            throw malformed;
        }
    }

    private void split(byte[] bytes) throws FormatException {
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line(bytes, start, at);
                start = at + 1;
            }
        }
        if (start != bytes.length) {
            throw expected("a line feed at the end");
        }
    }

    private void line(byte[] bytes, int start, int end) throws FormatException {
        int space = start;
        while (space < end && bytes[space] != ' ') {
            space++;
        }
        if (space == start || space == end) {
            throw expected("a word, a space and a value");
        }
        String word = new String(bytes, start, space - start, US_ASCII);
        lines.add(new Line(word, Secret.wrap(Arrays.copyOfRange(bytes, space + 1, end))));
    }

    boolean has(String word) {
        return next < lines.size() && lines.get(next).word().equals(word);
    }

    /// The value of the next line, which must have this word; it stays these lines' own.
    Secret ascii(String word) throws FormatException {
        if (!has(word)) {
            throw expected("'" + word + "'");
        }
        return lines.get(next++).value();
    }

    String text(String word) throws FormatException {
        return ascii(word).use(bytes -> new String(bytes, US_ASCII));
    }

    /// Decoded bytes of exactly this size; the caller's.
    Secret bytes(String word, int size) throws FormatException {
        Secret decoded = ascii(word).use(this::decode);
        if (decoded.size() != size) {
            decoded.close();
            throw expected("'" + word + "' of " + size + " bytes");
        }
        return decoded;
    }

    /// Takes the one spelling that these lines write. The decoder alone would take padding and stray last bits too.
    private Secret decode(byte[] encoded) throws FormatException {
        byte[] again = {};
        try {
            Secret decoded = Secret.wrap(Base64.getUrlDecoder().decode(encoded));
            again = encode(decoded);
            if (Arrays.equals(again, encoded)) {
                return decoded;
            }
            decoded.close();
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one refusal below
        } finally {
            Arrays.fill(again, (byte) 0);
        }
        throw expected("base64url without padding");
    }

    private static byte[] encode(Secret value) {
        return value.use(Base64.getUrlEncoder().withoutPadding()::encode);
    }

    void done() throws FormatException {
        if (next != lines.size()) {
            throw expected("no further line");
        }
    }

    private FormatException expected(String what) {
        return new FormatException("key file line " + (next + 1), "expected " + what);
    }

    @Override
    public void close() {
        lines.forEach(line -> line.value().close());
    }
}
