package firebreak.record;

import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;

/// The name on a signature line and in a verifier key (C2SP signed-note): not empty, without any Unicode
/// space, plus sign or control character. A record's own key name is its origin.
public record KeyName(String text) {
    public KeyName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a key name is not empty and has no space, plus or control character");
        }
    }

    public static KeyName parse(String place, String text) throws FormatException {
        if (!isValid(text)) {
            throw new FormatException(
                    place, "expected a key name: not empty, without space, plus or control character");
        }
        return new KeyName(text);
    }

    private static boolean isValid(String text) {
        // A lone surrogate is no text at all and would be written as a question mark.
        return !text.isEmpty()
                && text.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    /// How long the name is in UTF-8.
    int encodedSize() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return text;
    }
}
