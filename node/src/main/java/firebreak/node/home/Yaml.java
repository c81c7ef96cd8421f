package firebreak.node.home;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 as JSON: one document, no aliases, no tags that make objects, every key a text and given once.
final class Yaml {
    private static final int MAX_DEPTH = 16;

    private Yaml() {}

    /// @throws FormatException that names the line, for broken syntax, and the file
    static Json read(String file, Bytes content, int maxBytes) throws FormatException {
        if (content.size() > maxBytes) {
            throw new FormatException(file, "expected at most " + maxBytes + " bytes");
        }
        String text = content.utf8(file);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(maxBytes)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            checkShape(file, new Parse(settings).parseString(text));
            return json(file, new Load(settings).loadFromString(text));
        } catch (YamlEngineException | NumberFormatException broken) {
            throw new FormatException(file, "expected well-formed YAML: " + broken.getMessage());
        }
    }

    /// Before anything is built: depth costs stack, and an alias can make a small file huge.
    private static void checkShape(String file, Iterable<Event> events) throws FormatException {
        int depth = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                case Alias -> throw new FormatException(place(file, event), "expected no alias");
                case Comment, DocumentStart, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new FormatException(place(file, event), "expected nesting of at most " + MAX_DEPTH);
            }
        }
    }

    private static String place(String file, Event event) {
        return file
                + event.getStartMark()
                        .map(Mark::getLine)
                        .map(line -> ":" + (line + 1))
                        .orElse("");
    }

    private static Json json(String place, @Nullable Object value) throws FormatException {
        return switch (value) {
            case null -> Json.NULL;
            case String text -> Json.of(text);
            case Boolean flag -> Json.of(flag);
            case Integer number -> Json.of(number.longValue());
            case Long number -> integer(place, BigInteger.valueOf(number));
            case BigInteger number -> integer(place, number);
            case Double number when Double.isFinite(number) -> new Json.Num(number);
            case List<?> items -> list(place, items);
            case Map<?, ?> members -> object(place, members);
            default -> throw new FormatException(place, "expected a text, number, flag, list or mapping");
        };
    }

    private static Json integer(String place, BigInteger number) throws FormatException {
        if (number.abs().compareTo(BigInteger.valueOf(Json.MAX_INTEGER)) > 0) {
            throw new FormatException(place, "expected an integer below 2^53");
        }
        return Json.of(number.longValueExact());
    }

    private static Json list(String place, List<?> items) throws FormatException {
        Json[] read = new Json[items.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = json(place + "[" + i + "]", items.get(i));
        }
        return new Json.Arr(List.of(read));
    }

    private static Json object(String place, Map<?, ?> members) throws FormatException {
        Json.Builder object = Json.object();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new FormatException(place, "expected keys that are texts");
            }
            object.with(name, json(place + "." + name, member.getValue()));
        }
        return object.build();
    }
}
