package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.ArrayList;
import java.util.List;

/// A text and the lines of those who signed it (C2SP signed-note): the text, an empty line, signature lines.
/// Parsed, not verified.
///
/// @param text ends in a newline; no control character but the newline
/// @param lines 1 to 32, those of unknown keys among them
public record SignedNote(String text, List<SignatureLine> lines) {
    /// The whole note, in bytes.
    public static final int MAX_SIZE = 64 * 1024;

    public static final int MAX_LINES = 32;

    public SignedNote {
        lines = List.copyOf(lines);
        if (!isText(text) || !text.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "the text of a note ends in a newline and has no other control character");
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES || join(text, lines).size() > MAX_SIZE) {
            throw new IllegalArgumentException("a note has 1 to 32 signature lines and at most 64 KiB");
        }
    }

    public static SignedNote parse(String place, Bytes content) throws FormatException {
        if (content.size() > MAX_SIZE) {
            throw new FormatException(place, "expected at most " + MAX_SIZE + " bytes, found " + content.size());
        }
        String whole = content.utf8(place);
        int split = whole.lastIndexOf("\n\n");
        if (split < 0 || !whole.endsWith("\n") || split + 2 == whole.length()) {
            throw new FormatException(place, "expected a text, an empty line and signature lines");
        }
        if (!isText(whole)) {
            throw new FormatException(place, "expected no control character but the newline");
        }
        return new SignedNote(whole.substring(0, split + 1), lines(place, whole.substring(split + 2)));
    }

    private static List<SignatureLine> lines(String place, String section) throws FormatException {
        List<String> texts = section.lines().toList();
        if (texts.size() > MAX_LINES) {
            throw new FormatException(place, "expected at most " + MAX_LINES + " signature lines");
        }
        List<SignatureLine> lines = new ArrayList<>();
        for (String text : texts) {
            lines.add(SignatureLine.parse(place + " signature " + (lines.size() + 1), text));
        }
        return lines;
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 && text.charAt(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    public Bytes bytes() {
        return join(text, lines);
    }

    private static Bytes join(String text, List<SignatureLine> lines) {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()).append('\n'));
        return Bytes.ofUtf8(note.toString());
    }

    /// The lines that name this key.
    public List<SignatureLine> linesOf(KeyRef key) {
        return lines.stream().filter(line -> line.key().equals(key)).toList();
    }

    /// The same note with further lines at the end; a line it has already is not added again.
    public SignedNote with(List<SignatureLine> further) {
        List<SignatureLine> all = new ArrayList<>(lines);
        further.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }
}
