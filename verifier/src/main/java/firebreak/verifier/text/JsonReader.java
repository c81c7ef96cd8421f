package firebreak.verifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads I-JSON text: no name twice, no lone surrogates, nothing after the value, limited depth.
final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final Pattern RUN = Pattern.compile("[^\"\\\\\\x00-\\x1f]*+");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r]*+");

    private final String place;
    private final String text;
    private int at;

    private JsonReader(String place, String text) {
        this.place = place;
        this.text = text;
    }

    static Json read(String place, String text) throws Malformed {
        JsonReader reader = new JsonReader(place, text);
        Json value = reader.value(0);
        reader.space();
        if (reader.at != text.length()) {
            throw reader.malformed("nothing after the value");
        }
        return value;
    }

    private Json value(int depth) throws Malformed {
        if (depth > Json.DEPTH) {
            throw malformed("values inside at most " + Json.DEPTH + " arrays and objects");
        }
        space();
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private Json object(int depth) throws Malformed {
        TreeMap<String, Json> members = new TreeMap<>();
        take('{');
        space();
        if (skip('}')) {
            return new Json.Obj(members);
        }
        do {
            space();
            String name = string();
            space();
            take(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw malformed("every member name once");
            }
            space();
        } while (skip(','));
        take('}');
        return new Json.Obj(members);
    }

    private Json array(int depth) throws Malformed {
        List<Json> items = new ArrayList<>();
        take('[');
        space();
        if (skip(']')) {
            return new Json.Arr(items);
        }
        do {
            items.add(value(depth + 1));
            space();
        } while (skip(','));
        take(']');
        return new Json.Arr(items);
    }

    private String string() throws Malformed {
        take('"');
        StringBuilder out = new StringBuilder(run());
        while (!skip('"')) {
            if (!skip('\\')) {
                throw malformed("control characters in strings to be escaped");
            }
            out.append(escaped()).append(run());
        }
        String string = out.toString();
        if (string.chars().anyMatch(c -> Character.isSurrogate((char) c))
                && string.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw malformed("no lone surrogate");
        }
        return string;
    }

    /// What stands for itself.
    private String run() {
        Matcher run = RUN.matcher(text).region(at, text.length());
        at = run.lookingAt() ? run.end() : at;
        return run.group();
    }

    private char escaped() throws Malformed {
        char c = next();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode();
            default -> throw malformed("a known escape");
        };
    }

    private char unicode() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = "0123456789abcdef".indexOf(lower(next()));
            if (digit < 0) {
                throw malformed("four hex digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'F' ? (char) (c + 32) : c;
    }

    private Json number() throws Malformed {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        double value = number.lookingAt() ? Double.parseDouble(number.group()) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw malformed("a value, numbers within the range of a double");
        }
        at = number.end();
        return new Json.Num(value);
    }

    private Json word(String word, Json value) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw malformed("a value");
        }
        at += word.length();
        return value;
    }

    private void space() {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        at = space.lookingAt() ? space.end() : at;
    }

    private char next() throws Malformed {
        if (at >= text.length()) {
            throw malformed("more: the JSON ends too early");
        }
        return text.charAt(at);
    }

    private boolean skip(char c) throws Malformed {
        boolean there = next() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void take(char c) throws Malformed {
        if (!skip(c)) {
            throw malformed("'" + c + "'");
        }
    }

    private Malformed malformed(String expected) {
        return new Malformed(place + " character " + (at + 1), "expected " + expected);
    }
}
