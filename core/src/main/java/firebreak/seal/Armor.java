package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// ASCII armour around an age file (strict PEM, RFC 7468 section 3). Read only: Firebreak writes none, people
/// bring it. White space before and after is allowed, anything else is refused, so that there is one text for
/// one file (up to line ends, LF or CRLF).
public final class Armor {
    private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
    private static final String END = "-----END AGE ENCRYPTED FILE-----";
    private static final int COLUMNS = 64;

    private Armor() {}

    /// Whether text begins like armour, after white space.
    public static boolean isArmor(Bytes text) {
        return trimStart(ascii(text)).startsWith("-----BEGIN ");
    }

    /// The age file inside.
    public static Bytes read(Bytes armor) throws FormatException {
        String text = ascii(armor);
        int skipped = text.length() - trimStart(text).length();
        int firstLine = 1
                + (int) text.substring(0, skipped)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        List<String> lines = lines(trimEnd(text.substring(skipped)));
        if (!lines.getFirst().equals(BEGIN)) {
            throw refuse(firstLine, "expected '" + BEGIN + "'");
        }
        if (lines.size() < 2 || !lines.getLast().equals(END)) {
            throw refuse(firstLine + lines.size() - 1, "expected '" + END + "' on a line of its own at the end");
        }
        return body(firstLine + 1, lines.subList(1, lines.size() - 1));
    }

    private static Bytes body(int firstLine, List<String> lines) throws FormatException {
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            int columns = lines.get(i).length();
            if (columns > COLUMNS || (last ? columns == 0 : columns < COLUMNS)) {
                throw refuse(firstLine + i, "expected " + (last ? "1 to " : "") + COLUMNS + " columns of base64");
            }
        }
        return Bytes.parseBase64("age armor line " + firstLine, String.join("", lines));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        return lines;
    }

    private static String trimStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// Every byte becomes one character, so that nothing is lost or joined before it is refused.
    private static String ascii(Bytes text) {
        return StandardCharsets.ISO_8859_1.decode(text.buffer()).toString();
    }

    private static FormatException refuse(int line, String expectation) {
        return new FormatException("age armor line " + line, expectation);
    }
}
