package firebreak.sim;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How far a run is: what there is to say every few seconds, and at the end.
final class Progress {
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final long count;
    private long done;
    private long broken;
    private Duration said = Duration.ZERO;

    Progress(long count) {
        this.count = count;
    }

    /// One more world has ended.
    ///
    /// @param elapsed since the run began
    /// @return a line, if the last one is long enough ago
    Optional<String> ended(boolean held, Duration elapsed) {
        done++;
        broken += held ? 0 : 1;
        if (elapsed.minus(said).compareTo(PAUSE) < 0) {
            return Optional.empty();
        }
        said = elapsed;
        return Optional.of(done + " of " + count + " seeds done, " + broken + " broken, " + rate(elapsed));
    }

    /// What the run came to.
    String words(Duration elapsed) {
        return done + " seeds, " + broken + " broken, " + rate(elapsed);
    }

    boolean allHeld() {
        return broken == 0;
    }

    private String rate(Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        return String.format(Locale.ROOT, "%.1f seeds a second", done / seconds);
    }
}
