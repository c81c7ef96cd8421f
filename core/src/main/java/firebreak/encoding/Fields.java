package firebreak.encoding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object member by member and knows its place for every refusal. [#done] refuses members
/// that nobody asked for, so an unknown member is never silently dropped.
public final class Fields {
    private final String place;
    private final Json.Obj object;
    private final Set<String> asked = new HashSet<>();

    /// Reads one value at a place.
    @FunctionalInterface
    public interface Reader<T> {
        T read(String place, Json value) throws FormatException;
    }

    private Fields(String place, Json.Obj object) {
        this.place = place;
        this.object = object;
    }

    public static Fields of(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj object) {
            return new Fields(place, object);
        }
        throw new FormatException(place, "expected an object");
    }

    public String place() {
        return place;
    }

    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    public <T> T required(String name, Reader<T> reader) throws FormatException {
        @Nullable Json value = take(name);
        if (value == null) {
            throw new FormatException(place, "member '" + name + "' is missing");
        }
        return reader.read(place + "." + name, value);
    }

    public <T> Optional<T> optional(String name, Reader<T> reader) throws FormatException {
        @Nullable Json value = take(name);
        return value == null ? Optional.empty() : Optional.of(reader.read(place + "." + name, value));
    }

    public String string(String name) throws FormatException {
        return required(name, Fields::asString);
    }

    public long integer(String name) throws FormatException {
        return required(name, Fields::asInteger);
    }

    /// An integer in `min..max`, both included.
    public int integer(String name, int min, int max) throws FormatException {
        long value = integer(name);
        if (value < min || value > max) {
            throw new FormatException(place + "." + name, "expected an integer from " + min + " to " + max);
        }
        return (int) value;
    }

    public boolean bool(String name) throws FormatException {
        return required(name, (at, value) -> {
            if (value instanceof Json.Bool(boolean flag)) {
                return flag;
            }
            throw new FormatException(at, "expected true or false");
        });
    }

    public Hash hash(String name) throws FormatException {
        return required(name, Fields::asHash);
    }

    public Instant time(String name) throws FormatException {
        return required(name, Fields::asTime);
    }

    public <T> List<T> list(String name, Reader<T> reader) throws FormatException {
        return required(name, (at, value) -> asList(at, value, reader));
    }

    public List<String> strings(String name) throws FormatException {
        return list(name, Fields::asString);
    }

    /// Refuses unless the member is there and says exactly this.
    public void expect(String name, String value) throws FormatException {
        if (!string(name).equals(value)) {
            throw new FormatException(place + "." + name, "expected '" + value + "'");
        }
    }

    /// Call last: every member must have been asked for.
    public void done() throws FormatException {
        for (String name : object.members().keySet()) {
            if (!asked.contains(name)) {
                throw new FormatException(place, "unknown member '" + Text.printable(name, 40) + "'");
            }
        }
    }

    public static String asString(String place, Json value) throws FormatException {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw new FormatException(place, "expected a string");
    }

    public static long asInteger(String place, Json value) throws FormatException {
        if (value instanceof Json.Num(double number)
                && number == Math.rint(number)
                && Math.abs(number) <= Json.MAX_INTEGER) {
            return (long) number;
        }
        throw new FormatException(place, "expected an integer");
    }

    public static Hash asHash(String place, Json value) throws FormatException {
        return Hash.parse(place, asString(place, value));
    }

    public static Instant asTime(String place, Json value) throws FormatException {
        return Times.parse(place, asString(place, value));
    }

    public static <T> List<T> asList(String place, Json value, Reader<T> reader) throws FormatException {
        if (!(value instanceof Json.Arr(List<Json> items))) {
            throw new FormatException(place, "expected a list");
        }
        List<T> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            read.add(reader.read(place + "[" + i + "]", items.get(i)));
        }
        return List.copyOf(read);
    }

    private @Nullable Json take(String name) {
        asked.add(name);
        return object.members().get(name);
    }
}
