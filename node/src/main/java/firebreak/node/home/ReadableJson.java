package firebreak.node.home;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// JSON as people read and edit it: one member a line, two spaces deeper each time. Nothing is ever signed in this
/// form.
public final class ReadableJson {
    private ReadableJson() {}

    /// Ends with a line feed.
    public static Bytes write(Json value) {
        return Bytes.ofUtf8(text(value, "\n") + "\n");
    }

    private static String text(Json value, String line) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members)
            when !members.isEmpty() ->
                block(
                        "{",
                        "}",
                        members.entrySet(),
                        line,
                        member -> scalar(Json.of(member.getKey())) + ": " + text(member.getValue(), line + "  "));
            case Json.Arr(List<Json> items)
            when !items.isEmpty() -> block("[", "]", items, line, item -> text(item, line + "  "));
            case Json _ -> scalar(value);
        };
    }

    private static <T> String block(
            String open, String close, Collection<T> items, String line, Function<T, String> each) {
        String inside = line + "  ";
        return open
                + inside
                + String.join("," + inside, items.stream().map(each).toList())
                + line
                + close;
    }

    private static String scalar(Json value) {
        return new String(Canonical.write(value).toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
