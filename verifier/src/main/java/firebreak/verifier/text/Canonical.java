package firebreak.verifier.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/// Canonical JSON (spec/canonical-json.md): one value, one run of bytes. What is read must be in this form already.
public final class Canonical {
    private static final double EXACT = 1e15;

    private Canonical() {}

    /// @param most the written limit of the format, in bytes
    public static Json read(String place, Bytes content, int most) throws Malformed {
        if (content.size() > most) {
            throw new Malformed(place, "expected at most " + most + " bytes");
        }
        String text = content.text(place);
        Json value = JsonReader.read(place, text);
        if (!text(value).equals(text)) {
            throw new Malformed(place, "expected canonical JSON (RFC 8785)");
        }
        return value;
    }

    public static Bytes write(Json value) {
        return Bytes.ofText(text(value));
    }

    public static Hash hash(Json value) {
        return Hash.of(write(value));
    }

    private static String text(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Obj(var members) -> {
                char before = '{';
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    string(member.getKey(), out.append(before));
                    write(member.getValue(), out.append(':'));
                    before = ',';
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
            case Json.Arr(List<Json> items) -> {
                char before = '[';
                for (Json item : items) {
                    write(item, out.append(before));
                    before = ',';
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
            case Json.Str(String text) -> string(text, out);
            case Json.Num(double number) -> out.append(number(number));
            case Json.Bool(boolean flag) -> out.append(flag);
            case Json.Null _ -> out.append("null");
        }
    }

    /// Most of what is signed is one long run of base64url.
    private static void string(String text, StringBuilder out) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, from, i).append(escape(c));
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> (c < 0x10 ? "\\u000" : "\\u00") + Integer.toHexString(c);
        };
    }

    /// As ECMAScript writes a number.
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + (point > 21 || point < -5 ? scientific(digits, point) : plain(digits, point));
    }

    private static String scientific(String digits, int point) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e") + (point - 1);
    }

    private static String plain(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    /// Java writes the fewest digits that read back as the same double, but never fewer than two.
    private static BigDecimal shortest(double value) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal one = new BigDecimal(value).round(new MathContext(1));
        return java.precision() == 2 && one.doubleValue() == value ? one : java;
    }
}
