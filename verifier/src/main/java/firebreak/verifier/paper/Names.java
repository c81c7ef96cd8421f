package firebreak.verifier.paper;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.regex.Pattern;

/// The words by which documents and statements name things.
public final class Names {
    private static final Pattern PARTY = Pattern.compile("[A-Z][A-Z0-9]{1,15}");
    private static final Pattern POST = Pattern.compile("(?=.{2,32}$)[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
    private static final int MOST_CHARACTERS = 120;

    private Names() {}

    /// `live` or `exercise`.
    public static String mode(String place, Json value) throws Malformed {
        String mode = Members.text(place, value);
        if (!mode.equals("live") && !mode.equals("exercise")) {
            throw new Malformed(place, "expected live or exercise");
        }
        return mode;
    }

    /// The code of a party.
    public static String party(String place, Json value) throws Malformed {
        return matching(PARTY, place, value, "a party code");
    }

    /// The code of a post.
    public static String post(String place, Json value) throws Malformed {
        return matching(POST, place, value, "a post code");
    }

    private static String matching(Pattern form, String place, Json value, String what) throws Malformed {
        String text = Members.text(place, value);
        if (!form.matcher(text).matches()) {
            throw new Malformed(place, "expected " + what);
        }
        return text;
    }

    /// A name for people: 1 to 120 characters, all of them visible or space, not all of them space.
    static String visible(String place, Json value) throws Malformed {
        String text = Members.text(place, value, 1, MOST_CHARACTERS);
        if (text.isBlank() || !text.codePoints().allMatch(Names::isVisible)) {
            throw new Malformed(place, "expected a name of visible characters");
        }
        return text;
    }

    /// A line for people with whatever is not visible replaced: what a stranger wrote forges no line of a terminal.
    public static String shown(String line) {
        StringBuilder shown = new StringBuilder();
        line.codePoints().forEach(character -> shown.appendCodePoint(isVisible(character) ? character : '?'));
        return shown.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
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
