package firebreak.encoding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Map;

/// Writes RFC 8785: members in UTF-16 order (which [Json.Obj] keeps), numbers as ECMAScript prints them.
final class CanonicalWriter {
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private CanonicalWriter() {}

    static String text(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out, int depth) {
        if (depth > Canonical.MAX_DEPTH) {
            throw new IllegalArgumentException("JSON nested deeper than " + Canonical.MAX_DEPTH);
        }
        switch (value) {
            case Json.Obj object -> writeObject(object, out, depth);
            case Json.Arr array -> writeArray(array, out, depth);
            case Json.Str string -> writeString(string.value(), out);
            case Json.Num number -> out.append(number(number.value()));
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null _ -> out.append("null");
        }
    }

    private static void writeObject(Json.Obj object, StringBuilder out, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out, depth + 1);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void writeArray(Json.Arr array, StringBuilder out, int depth) {
        out.append('[');
        for (int i = 0; i < array.items().size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(array.items().get(i), out, depth + 1);
        }
        out.append(']');
    }

    /// Runs of plain characters go out whole: most of what is signed is base64url.
    private static void writeString(String text, StringBuilder out) {
        if (!Surrogates.arePaired(text)) {
            throw new IllegalArgumentException("I-JSON has no lone surrogates");
        }
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                writeEscaped(c, out.append(text, plainFrom, i));
                plainFrom = i + 1;
            }
        }
        out.append(text, plainFrom, text.length()).append('"');
    }

    private static void writeEscaped(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default ->
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }

    /// ECMAScript Number::toString (ECMA-262 section 6.1.6.1.20), which RFC 8785 section 3.2.2.3 demands.
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int pointAt = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + place(digits, pointAt);
    }

    /// The shortest decimal that reads back as this double, and of those the closest to it. Java gives it, save
    /// that it keeps two digits where one is enough: 4.9E-324 for what ECMAScript calls 5e-324.
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() == 2) {
            BigDecimal oneDigit = new BigDecimal(value).round(ONE_DIGIT);
            return oneDigit.doubleValue() == value ? oneDigit : decimal;
        }
        return decimal;
    }

    /// @param pointAt how many digits stand before the decimal point; may be negative or beyond the digits
    private static String place(String digits, int pointAt) {
        if (pointAt > 21 || pointAt < -5) {
            int exponent = pointAt - 1;
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        if (pointAt <= 0) {
            return "0." + "0".repeat(-pointAt) + digits;
        }
        if (pointAt >= digits.length()) {
            return digits + "0".repeat(pointAt - digits.length());
        }
        return digits.substring(0, pointAt) + "." + digits.substring(pointAt);
    }
}
