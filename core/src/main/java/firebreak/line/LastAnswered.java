package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that outlives a process: for each line, when the newest test that was answered was sent. No secret, no
/// counter, nothing that tells what frames carried.
public record LastAnswered(SortedMap<LineName, Instant> lines) {
    public static final LastAnswered NONE = new LastAnswered(new TreeMap<>());

    /// Largest text, in bytes: some 40,000 lines.
    public static final int MAX_BYTES = 8 << 20;

    public LastAnswered {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    public Optional<Instant> of(LineName line) {
        return Optional.ofNullable(lines.get(line));
    }

    public LastAnswered with(LineName line, Instant answered) {
        SortedMap<LineName, Instant> changed = new TreeMap<>(lines);
        changed.put(line, answered);
        return new LastAnswered(changed);
    }

    /// Canonical JSON: `[{"line":{"channel":…,"own":…,"peer":…},"answered":…}]`, ordered.
    public Bytes bytes() {
        return Canonical.write(Json.list(lines.entrySet(), LastAnswered::toJson));
    }

    public static LastAnswered parse(String place, Bytes bytes) throws FormatException {
        SortedMap<LineName, Instant> lines = new TreeMap<>();
        for (Map.Entry<LineName, Instant> entry :
                Fields.asList(place, Canonical.read(place, bytes, MAX_BYTES), LastAnswered::read)) {
            if (lines.put(entry.getKey(), entry.getValue()) != null) {
                throw new FormatException(place, "expected every line once");
            }
        }
        return new LastAnswered(lines);
    }

    private static Json toJson(Map.Entry<LineName, Instant> line) {
        return Json.object()
                .with("line", line.getKey().toJson())
                .with("answered", line.getValue())
                .build();
    }

    private static Map.Entry<LineName, Instant> read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        LineName name = fields.required("line", LineName::read);
        Instant answered = fields.time("answered");
        fields.done();
        return Map.entry(name, answered);
    }
}
