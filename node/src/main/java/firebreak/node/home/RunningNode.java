package firebreak.node.home;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.Optional;

/// What a running node says of itself in `run/node.json`; the file is removed at a clean stop.
///
/// @param listen, api, metrics the ports as opened, which matters where the settings say 0
public record RunningNode(long pid, Endpoint listen, Endpoint api, Endpoint metrics, Instant started) {
    static final int MAX_BYTES = 64 * 1024;

    /// Whether that process lives. Another process may have its number by now, so this is a hint for people.
    public boolean seemsAlive() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }

    Json toJson() {
        return Json.object()
                .with("pid", pid)
                .with("listen", listen.toJson())
                .with("api", api.toJson())
                .with("metrics", metrics.toJson())
                .with("started", started)
                .build();
    }

    static RunningNode read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        RunningNode running = new RunningNode(
                fields.integer("pid"),
                fields.required("listen", Endpoint::read),
                fields.required("api", Endpoint::read),
                fields.required("metrics", Endpoint::read),
                fields.time("started"));
        fields.done();
        return running;
    }
}
