package firebreak.drill.yaml;

import firebreak.encoding.Text;

/// One thing wrong in a file, told on one line: where, which entry and field, what was found, what was expected.
///
/// ```
/// talks.yaml:57: event e08, field refs: found 'e99', expected the id of an earlier event
/// ```
///
/// @param subject the entry at fault, such as `event e08`; `file` for the file as a whole
/// @param field the key at fault; `-` where no single key is
/// @param found what stands there, a phrase; shown cut to 160 characters and without control characters
/// @param expected what the format asks for, a full phrase
public record Fault(Place place, String subject, String field, String found, String expected) {
    public static final String WHOLE_FILE = "file";
    public static final String NO_FIELD = "-";

    private static final int SUBJECT = 80;
    private static final int FOUND = 160;
    private static final int EXPECTED = 240;

    public Fault {
        subject = Text.printable(subject, SUBJECT);
        field = Text.printable(field, SUBJECT);
        found = Text.printable(found, FOUND);
        expected = Text.printable(expected, EXPECTED);
    }

    /// A text from the file as it appears in a fault, in quotes and cut to a readable length.
    public static String quoted(String text) {
        return "'" + Text.printable(text, SUBJECT) + "'";
    }

    /// The fault on exactly one line.
    public String line() {
        String where = Text.printable(place.toString(), FOUND);
        return where + ": " + subject + ", field " + field + ": found " + found + ", expected " + expected;
    }

    @Override
    public String toString() {
        return line();
    }
}
