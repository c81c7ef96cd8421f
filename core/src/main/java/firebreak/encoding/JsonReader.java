package firebreak.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A strict reader of I-JSON text (RFC 8259 within RFC 7493). Refuses duplicate names, lone surrogates,
/// numbers out of range, anything after the value, and nesting beyond [Canonical#MAX_DEPTH].
final class JsonReader {
    private final String place;
    private final String text;
    private int at;

    JsonReader(String place, String text) {
        this.place = place;
        this.text = text;
    }

    Json document() throws FormatException {
        Json value = value(0);
        skipSpace();
        if (at != text.length()) {
            throw refuse("expected nothing after the JSON value");
        }
        return value;
    }

    private Json value(int depth) throws FormatException {
        if (depth > Canonical.MAX_DEPTH) {
            throw refuse("expected nesting of at most " + Canonical.MAX_DEPTH);
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", Json.NULL);
            default -> number();
        };
    }

    private Json object(int depth) throws FormatException {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            skipSpace();
            int nameAt = at;
            String name = string();
            skipSpace();
            expect(':');
            Json value = value(depth + 1);
            if (members.putIfAbsent(name, value) != null) {
                at = nameAt;
                throw refuse("member name given twice");
            }
            if (closes('}')) {
                return new Json.Obj(members);
            }
        }
    }

    private Json array(int depth) throws FormatException {
        List<Json> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items);
        }
        while (true) {
            items.add(value(depth + 1));
            if (closes(']')) {
                return new Json.Arr(items);
            }
        }
    }

    /// True at the closing bracket, false after a comma.
    private boolean closes(char bracket) throws FormatException {
        skipSpace();
        char c = peek();
        if (c != bracket && c != ',') {
            throw refuse("expected ',' or '" + bracket + "'");
        }
        at++;
        return c == bracket;
    }

    private String string() throws FormatException {
        expect('"');
        StringBuilder out = new StringBuilder();
        int plainFrom = at;
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < 0x20) {
                throw refuse("expected control characters to be escaped");
            }
            at++;
            if (c == '\\') {
                out.append(text, plainFrom, at - 1).append(escape());
                plainFrom = at;
            }
        }
        String value = out.append(text, plainFrom, at).toString();
        at++;
        if (!Surrogates.arePaired(value)) {
            throw refuse("expected no lone surrogate in a string");
        }
        return value;
    }

    private char escape() throws FormatException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw refuse("expected a JSON escape after '\\'");
        };
    }

    private char unicode() throws FormatException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw refuse("expected four hex digits after '\\u'");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Json number() throws FormatException {
        int start = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        double value = Double.parseDouble(text.substring(start, at));
        if (!Double.isFinite(value)) {
            at = start;
            throw refuse("expected a number within the range of a double");
        }
        return new Json.Num(value);
    }

    private void digits() throws FormatException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw refuse("expected a JSON value");
        }
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private Json word(String word, Json value) throws FormatException {
        if (!text.startsWith(word, at)) {
            throw refuse("expected a JSON value");
        }
        at += word.length();
        return value;
    }

    private void expect(char c) throws FormatException {
        if (peek() != c) {
            throw refuse("expected '" + c + "'");
        }
        at++;
    }

    private char peek() throws FormatException {
        if (at >= text.length()) {
            throw refuse("expected more: the JSON ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private FormatException refuse(String expectation) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            boolean newline = text.charAt(i) == '\n';
            line += newline ? 1 : 0;
            column = newline ? 1 : column + 1;
        }
        return new FormatException(place + " at " + line + ":" + column, expectation);
    }
}
