package firebreak.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// How far a run is: what there is to say every few seconds, and at the end. Of the worlds under way the one that has
/// run longest is named, with what happened in it last, so that a slow seed can be known before it ends. Told by the
/// threads that run the worlds, asked by the one that speaks.
final class Progress {
    /// Between two lines at least.
    static final Duration PAUSE = Duration.ofSeconds(5);

    /// A world that runs longer is named.
    static final Duration LONG = Duration.ofSeconds(10);

    private static final int MOST_CHARS = 90;

    private final long count;
    private final Map<Long, Running> running = new ConcurrentSkipListMap<>();
    private long done;
    private long broken;
    private Duration said = Duration.ZERO;
    private long saidOf;

    /// A world under way.
    private static final class Running {
        private final long seed;
        private final Duration begun;
        private volatile Line last = new Line(0, "");

        Running(long seed, Duration begun) {
            this.seed = seed;
            this.begun = begun;
        }

        private String words(Duration elapsed) {
            Line line = last;
            String what = line.what().length() > MOST_CHARS ? line.what().substring(0, MOST_CHARS) + "…" : line.what();
            return "seed " + seed + " for " + elapsed.minus(begun).toSeconds() + " s, line " + line.number() + ": "
                    + what;
        }
    }

    /// What happened last, and as the how manieth.
    private record Line(long number, String what) {}

    Progress(long count) {
        this.count = count;
    }

    /// A world begins.
    ///
    /// @param elapsed since the run began
    /// @return to be told each line of what happens in it
    Consumer<String> began(long seed, Duration elapsed) {
        Running world = new Running(seed, elapsed);
        running.put(seed, world);
        return what -> world.last = new Line(world.last.number() + 1, what);
    }

    /// A world has ended.
    synchronized void ended(long seed, boolean held) {
        running.remove(seed);
        done++;
        broken += held ? 0 : 1;
    }

    /// How far the run is, and which world runs long.
    ///
    /// @param elapsed since the run began
    synchronized String line(Duration elapsed) {
        return done + " of " + count + " seeds done, " + broken + " broken, " + rate(elapsed)
                + slowest(elapsed).map(world -> "; " + world.words(elapsed)).orElse("");
    }

    /// The same where each line stays: when the last one is long enough ago and there is news, a world that ended or
    /// one that runs long.
    synchronized Optional<String> due(Duration elapsed) {
        boolean news = done > saidOf || slowest(elapsed).isPresent();
        if (!news || elapsed.minus(said).compareTo(PAUSE) < 0) {
            return Optional.empty();
        }
        said = elapsed;
        saidOf = done;
        return Optional.of(line(elapsed));
    }

    private Optional<Running> slowest(Duration elapsed) {
        return running.values().stream()
                .filter(world -> elapsed.minus(world.begun).compareTo(LONG) >= 0)
                .min(Comparator.comparing(world -> world.begun));
    }

    /// What the run came to.
    synchronized String words(Duration elapsed) {
        return done + " seeds, " + broken + " broken, " + rate(elapsed);
    }

    synchronized boolean allHeld() {
        return broken == 0;
    }

    private String rate(Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        return String.format(Locale.ROOT, "%.1f seeds a second", done / seconds);
    }
}
