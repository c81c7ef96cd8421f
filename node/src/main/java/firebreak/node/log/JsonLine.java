package firebreak.node.log;

import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Text;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// One record as one line of JSON: `at`, `level`, `where`, `say`, then the named values, `error` and
/// `trace` where something was thrown. Text from outside is made printable and cut.
final class JsonLine extends Formatter {
    static final int MAX_TEXT = 1_000;
    static final int MAX_FRAMES = 30;

    @Override
    public String format(LogRecord line) {
        Map<String, Json> members = new TreeMap<>();
        if (line instanceof Log.Event event) {
            addValues(members, event.namesAndValues());
        }
        members.put("at", Json.of(line.getInstant()));
        members.put("level", Json.of(line.getLevel().getName()));
        members.put("where", text(String.valueOf(line.getLoggerName())));
        members.put("say", text(line instanceof Log.Event ? line.getMessage() : formatMessage(line)));
        addThrown(members, line.getThrown());
        return utf8(members) + "\n";
    }

    private static void addValues(Map<String, Json> members, Object[] namesAndValues) {
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            members.put(Text.printable(String.valueOf(namesAndValues[i]), 40), value(namesAndValues[i + 1]));
        }
    }

    private static Json value(@Nullable Object value) {
        return switch (value) {
            case null -> Json.NULL;
            case Integer number -> Json.of(number.longValue());
            case Long number when Math.abs(number) <= Json.MAX_INTEGER -> Json.of(number.longValue());
            case Boolean flag -> Json.of(flag.booleanValue());
            case Instant time -> Json.of(time);
            case String words -> text(words);
            case Number _, Hash _, Duration _, Path _, SocketAddress _, Enum<?> _ -> text(value.toString());
            default -> text("(" + value.getClass().getSimpleName() + ")");
        };
    }

    private static void addThrown(Map<String, Json> members, @Nullable Throwable thrown) {
        if (thrown == null) {
            return;
        }
        members.put("error", text(String.valueOf(thrown)));
        List<String> frames = new ArrayList<>();
        for (@Nullable Throwable cause = thrown;
                cause != null && frames.size() < MAX_FRAMES;
                cause = cause.getCause()) {
            frames.add(Text.printable(String.valueOf(cause), MAX_TEXT));
            for (StackTraceElement frame : cause.getStackTrace()) {
                frames.add(frame.toString());
            }
        }
        members.put("trace", Json.strings(frames.subList(0, Math.min(frames.size(), MAX_FRAMES))));
    }

    private static Json text(String words) {
        return Json.of(Text.printable(words, MAX_TEXT));
    }

    private static String utf8(Map<String, Json> members) {
        try {
            return Canonical.write(new Json.Obj(members)).utf8("log line");
        } catch (FormatException impossible) {
            throw new IllegalStateException("canonical JSON is UTF-8", impossible);
        }
    }
}
