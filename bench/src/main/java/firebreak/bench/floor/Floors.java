package firebreak.bench.floor;

import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Stopwatch;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Bare costs, measured on this machine in this run.
///
/// @param costs of things done again and again without a pause, which is as cheap as they can be: the floor
/// @param rested of the same things, each after a rest, as a note alone meets them: processor and caches have
/// turned to other things. Told beside the floor, compared with nothing.
/// @param rate notes a second that the cryptography alone allows on all cores
public record Floors(Costs costs, Costs rested, double rate) {
    /// A note of 1 kB as it is signed, which is more than its text.
    private static final int PAYLOAD = 1_800;

    private static final int POSTS = 2;

    /// How long what is measured at rest rests: about what a note alone takes.
    public static final Duration REST = Duration.ofMillis(15);

    /// @param folder on the disk that the nodes' stores lie on
    public static Floors measure(Path folder, Duration warm, Duration taking) throws IOException {
        Crypto crypto = new Crypto(PAYLOAD, POSTS);
        try {
            return new Floors(
                    Costs.measure(crypto, folder, new Stopwatch(warm, Duration.ZERO, taking)),
                    Costs.measure(crypto, folder, new Stopwatch(warm, REST, taking)),
                    crypto.rate(Runtime.getRuntime().availableProcessors(), taking.multipliedBy(2)));
        } catch (FormatException impossible) {
            throw new IllegalStateException("an envelope just sealed is malformed", impossible);
        }
    }

    /// Of two measurements the lower cost and the higher rate, one by one.
    public Floors lower(Floors other) {
        return new Floors(costs.lower(other.costs), rested.lower(other.rested), Math.max(rate, other.rate));
    }

    public Json toJson() {
        return Json.object()
                .with("costs", costs.toJson())
                .with("rested", rested.toJson())
                .with("cryptoOnlyNotesPerSecond", Figure.json(rate))
                .build();
    }
}
