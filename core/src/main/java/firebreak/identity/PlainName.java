package firebreak.identity;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// Names that stand in a protected header: printable ASCII that JSON never escapes, so that a header has
/// one spelling in any JSON writer.
final class PlainName {
    private PlainName() {}

    static boolean is(String text, int maxLength) {
        return !text.isEmpty()
                && text.length() <= maxLength
                && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }

    static String read(String place, Json value, int maxLength) throws FormatException {
        String text = Fields.asString(place, value);
        if (!is(text, maxLength)) {
            throw new FormatException(place, "expected 1 to " + maxLength + " printable ASCII characters");
        }
        return text;
    }
}
