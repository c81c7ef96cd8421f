package firebreak.cli.officer;

import firebreak.encoding.Text;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text as it may appear on a terminal: what a rival wrote can neither move the cursor nor forge a line.
final class Shown {
    private static final int MOST_CHARS = 20_000;
    private static final int QUOTED_CHARS = 80;
    private static final DateTimeFormatter MINUTE = utc("uuuu-MM-dd HH:mm'Z'");
    private static final DateTimeFormatter SECOND = utc("uuuu-MM-dd HH:mm:ss'Z'");

    private Shown() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /// On one line.
    static String line(String text) {
        return Text.printable(text, MOST_CHARS);
    }

    /// On one line of at most this many characters, the last one an ellipsis where something was cut off.
    static String line(String text, int most) {
        String line = line(text);
        return length(line) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// What somebody wrote where something else was expected: the beginning of it, in quotation marks.
    static String quoted(String text) {
        return "'" + line(text, QUOTED_CHARS) + "'";
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    static String second(Instant time) {
        return SECOND.format(time);
    }

    /// Paragraphs, each line at most so wide unless a single word is wider.
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(paragraph -> wrap(line(paragraph), width, lines));
        return lines;
    }

    private static void wrap(String paragraph, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.stripTrailing().split(" ", -1)) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
    }
}
