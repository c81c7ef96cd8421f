package firebreak.node.http;

import java.util.regex.Pattern;

/// The only paths there are: plain ASCII segments. Nothing is decoded or normalised, so one resource has
/// one spelling and no spelling escapes its folder.
final class Paths {
    static final int MAX = 1_024;

    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+|/");

    private Paths() {}

    static boolean isPlain(String path) {
        return path.length() <= MAX && PLAIN.matcher(path).matches();
    }

    static boolean isPattern(String path) {
        return isPlain(path)
                || (path.endsWith("/*") && (path.length() == 2 || isPlain(path.substring(0, path.length() - 2))));
    }
}
