package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.regex.Pattern;

/// The code of a post, for example `UA-MFA`: 2 to 32 capital letters, digits and inner hyphens, a letter first.
/// Unique within a manifest and within a channel.
public record PostCode(String value) implements Comparable<PostCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z](?=.{1,31}$)[A-Z0-9]*(-[A-Z0-9]+)*");

    public PostCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a post code has 2 to 32 capital letters, digits and inner hyphens, a letter first");
        }
    }

    public static PostCode parse(String place, String text) throws FormatException {
        if (!FORM.matcher(text).matches()) {
            throw new FormatException(
                    place, "expected a post code: 2 to 32 capital letters, digits and inner hyphens, a letter first");
        }
        return new PostCode(text);
    }

    public static PostCode read(String place, Json value) throws FormatException {
        return parse(place, Fields.asString(place, value));
    }

    public Json toJson() {
        return Json.of(value);
    }

    @Override
    public int compareTo(PostCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
