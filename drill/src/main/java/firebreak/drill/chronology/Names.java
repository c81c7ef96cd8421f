package firebreak.drill.chronology;

import java.util.regex.Pattern;

/// What ids and codes may look like. ASCII alone, no separators: they become parts of paths and file names.
final class Names {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    private Names() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isCode(String text, int max) {
        return text.length() <= max && CODE.matcher(text).matches() && !text.equals(Code.PUBLIC_CODE);
    }
}
