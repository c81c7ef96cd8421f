package firebreak.encoding;

/// Text from outside, made safe to show.
public final class Text {
    private Text() {}

    /// At most `limit` characters, control and format characters replaced by `?`, so that a hostile name
    /// can neither flood nor forge a line of a log or a terminal.
    public static String printable(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(limit).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        if (text.codePointCount(0, text.length()) > limit) {
            shown.append('…');
        }
        return shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
