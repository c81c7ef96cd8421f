package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.regex.Pattern;

/// The short code of a party, for example `UA` or `IAEA`: 2 to 16 capital letters and digits, a letter first.
public record PartyCode(String value) implements Comparable<PartyCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,15}");

    public PartyCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a party code has 2 to 16 capital letters and digits, a letter first");
        }
    }

    public static PartyCode parse(String place, String text) throws FormatException {
        if (!FORM.matcher(text).matches()) {
            throw new FormatException(
                    place, "expected a party code: 2 to 16 capital letters and digits, a letter first");
        }
        return new PartyCode(text);
    }

    public static PartyCode read(String place, Json value) throws FormatException {
        return parse(place, Fields.asString(place, value));
    }

    public Json toJson() {
        return Json.of(value);
    }

    @Override
    public int compareTo(PartyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
