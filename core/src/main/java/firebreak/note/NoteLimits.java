package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;

/// The written limits of notes, in one place.
public final class NoteLimits {
    /// Posts addressed for action, and again for information.
    public static final int ADDRESSEES = 128;

    /// Addressees outside the line, as words.
    public static final int OUTSIDE = 64;

    public static final int OUTSIDE_CHARS = 120;

    /// Earlier leaves a note refers to.
    public static final int REFS = 64;

    public static final int REFERENCE_CHARS = 120;

    /// Twice what RFC 5646 section 4.4.1 asks software to take, about.
    public static final int LANGUAGE_CHARS = 64;

    private NoteLimits() {}

    static String text(Fields fields, String member, int minChars, int maxChars) throws FormatException {
        String text = fields.string(member);
        return within(fields.place() + "." + member, text, minChars, maxChars);
    }

    static String within(String place, String text, int minChars, int maxChars) throws FormatException {
        int length = text.codePointCount(0, text.length());
        if (length < minChars || length > maxChars) {
            throw new FormatException(
                    place, "expected " + minChars + " to " + maxChars + " characters, found " + length);
        }
        return text;
    }
}
