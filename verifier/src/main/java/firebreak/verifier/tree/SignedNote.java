package firebreak.verifier.tree;

import firebreak.verifier.sign.PublicKey;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import java.util.ArrayList;
import java.util.List;

/// A text and signature lines (C2SP signed-note, with the limits of spec/record.md).
record SignedNote(String text, List<Line> lines) {
    static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_LINES = 32;
    private static final int KEY_ID = 4;

    /// @param keyId the first four bytes
    record Line(String name, Bytes keyId, Bytes signature) {}

    static SignedNote read(String place, String whole) throws Malformed {
        int end = whole.lastIndexOf("\n\n");
        boolean formed = end >= 0 && end + 2 < whole.length() && whole.endsWith("\n");
        if (!formed || whole.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new Malformed(place, "expected a text, an empty line and signature lines");
        }
        String[] texts = whole.substring(end + 2, whole.length() - 1).split("\n", -1);
        if (texts.length > MOST_LINES) {
            throw new Malformed(place, "expected at most " + MOST_LINES + " signature lines");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : texts) {
            lines.add(line(place + " signature " + (lines.size() + 1), line));
        }
        return new SignedNote(whole.substring(0, end + 1), lines);
    }

    private static Line line(String place, String text) throws Malformed {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3 || !parts[0].equals("—") || !isName(parts[1])) {
            throw new Malformed(place, "expected an em dash, a name and base64");
        }
        Bytes content = Bytes.fromBase64(place, parts[2]);
        if (content.size() <= KEY_ID) {
            throw new Malformed(place, "expected a key id of four bytes and a signature");
        }
        return new Line(parts[1], content.slice(0, KEY_ID), content.slice(KEY_ID, content.size()));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    static Bytes keyId(String name, int type, PublicKey key) {
        return Hash.of(Bytes.ofText(name + "\n"), typed(type, key)).bytes().slice(0, KEY_ID);
    }

    static Bytes typed(int type, PublicKey key) {
        return Bytes.join(Bytes.ofNumber(type, 1), key.raw());
    }
}
