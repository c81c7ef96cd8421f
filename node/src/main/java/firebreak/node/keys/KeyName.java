package firebreak.node.keys;

import java.util.regex.Pattern;

/// The name of a key file: 1 to 64 letters, digits and hyphens, no hyphen first. A post's is its code, for
/// example `UA-MFA`; a root holder's is what the ceremony calls them.
public record KeyName(String text) implements Comparable<KeyName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    public KeyName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a key's name has 1 to 64 letters, digits and hyphens, no hyphen first");
        }
    }

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(KeyName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
