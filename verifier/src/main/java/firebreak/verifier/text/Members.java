package firebreak.verifier.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The members of one JSON object, read strictly: whatever is missing, of another kind or never asked for is refused.
public final class Members {
    private static final Pattern TIME =
            Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.(?!000)[0-9]{3})?Z");

    private final String place;
    private final Json.Obj object;
    private final Set<String> asked = new HashSet<>();

    /// Reads one value.
    @FunctionalInterface
    public interface Reader<T> {
        T read(String place, Json value) throws Malformed;
    }

    private Members(String place, Json.Obj object) {
        this.place = place;
        this.object = object;
    }

    public static Members of(String place, Json value) throws Malformed {
        if (value instanceof Json.Obj object) {
            return new Members(place, object);
        }
        throw new Malformed(place, "expected an object");
    }

    public String place() {
        return place;
    }

    public String place(String name) {
        return place + "." + name;
    }

    public <T> T need(String name, Reader<T> reader) throws Malformed {
        Optional<T> value = may(name, reader);
        if (value.isEmpty()) {
            throw new Malformed(place, "expected a member '" + name + "'");
        }
        return value.get();
    }

    public <T> Optional<T> may(String name, Reader<T> reader) throws Malformed {
        asked.add(name);
        Json value = object.members().get(name);
        return value == null ? Optional.empty() : Optional.of(reader.read(place(name), value));
    }

    public String text(String name) throws Malformed {
        return need(name, Members::text);
    }

    /// A text of so many characters; a character is a Unicode code point.
    public String text(String name, int least, int most) throws Malformed {
        return need(name, (at, value) -> text(at, value, least, most));
    }

    public void expect(String name, String word) throws Malformed {
        if (!text(name).equals(word)) {
            throw new Malformed(place(name), "expected '" + word + "'");
        }
    }

    public boolean flag(String name) throws Malformed {
        return need(name, (at, value) -> {
            if (value instanceof Json.Bool(boolean flag)) {
                return flag;
            }
            throw new Malformed(at, "expected true or false");
        });
    }

    public long whole(String name, long least, long most) throws Malformed {
        return need(name, (at, value) -> whole(at, value, least, most));
    }

    public Hash hash(String name) throws Malformed {
        return need(name, Members::hash);
    }

    public Instant time(String name) throws Malformed {
        return need(name, (at, value) -> time(at, text(at, value)));
    }

    public Bytes bytes(String name) throws Malformed {
        return need(name, (at, value) -> Bytes.fromBase64Url(at, text(at, value)));
    }

    public <T> List<T> list(String name, int least, int most, Reader<T> each) throws Malformed {
        return need(name, (at, value) -> list(at, value, least, most, each));
    }

    /// Every member was asked for.
    public void end() throws Malformed {
        if (!asked.containsAll(object.members().keySet())) {
            throw new Malformed(place, "expected no members but " + String.join(", ", new java.util.TreeSet<>(asked)));
        }
    }

    public static String text(String place, Json value) throws Malformed {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw new Malformed(place, "expected a string");
    }

    public static String text(String place, Json value, int least, int most) throws Malformed {
        String text = text(place, value);
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            throw new Malformed(place, "expected " + least + " to " + most + " characters");
        }
        return text;
    }

    public static long whole(String place, Json value, long least, long most) throws Malformed {
        if (value instanceof Json.Num(double number)
                && number == Math.rint(number)
                && Math.abs(number) <= Json.MOST
                && number >= least
                && number <= most) {
            return (long) number;
        }
        throw new Malformed(place, "expected a whole number from " + least + " to " + most);
    }

    public static Hash hash(String place, Json value) throws Malformed {
        return Hash.parse(place, text(place, value));
    }

    /// RFC 3339 in UTC, years 1 to 9999, whole seconds or three decimals that are not all zero.
    public static Instant time(String place, String text) throws Malformed {
        try {
            Instant time = TIME.matcher(text).matches() ? Instant.parse(text) : Instant.MIN;
            if (time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException noSuchDay) {
            // refused below
        }
        throw new Malformed(place, "expected a time such as 2022-10-23T12:00:00Z");
    }

    /// The time that a value is, if it is one.
    public static Optional<Instant> ifTime(Json value) {
        try {
            return Optional.of(time("", text("", value)));
        } catch (Malformed noTime) {
            return Optional.empty();
        }
    }

    public static <T> List<T> list(String place, Json value, int least, int most, Reader<T> each) throws Malformed {
        if (!(value instanceof Json.Arr(List<Json> items)) || items.size() < least || items.size() > most) {
            throw new Malformed(place, "expected a list of " + least + " to " + most);
        }
        List<T> read = new ArrayList<>(items.size());
        for (Json item : items) {
            read.add(each.read(place + "[" + read.size() + "]", item));
        }
        return List.copyOf(read);
    }

    /// No item twice.
    public static <T> void once(String place, List<T> items) throws Malformed {
        if (new HashSet<>(items).size() != items.size()) {
            throw new Malformed(place, "expected everything once");
        }
    }
}
