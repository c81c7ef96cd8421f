package firebreak.drill.replay;

import java.io.IOException;
import java.time.Duration;

/// How fast the case's time passes while somebody looks on.
///
/// @param speed case seconds for one second of the onlooker
public record Pace(double speed) {
    /// A day of the case in a second.
    public static final Pace USUAL = new Pace(86_400);

    /// However long nothing happened in the case, nobody waits longer than this.
    private static final Duration LONGEST = Duration.ofMillis(400);

    public Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed is more than 0");
        }
    }

    void pass(Duration inTheCase) throws IOException {
        long wait = (long) Math.min((double) LONGEST.toMillis(), (double) inTheCase.toMillis() / speed);
        sleep(wait);
    }

    static void sleep(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
