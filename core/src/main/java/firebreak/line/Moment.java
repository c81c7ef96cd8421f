package firebreak.line;

import java.time.Duration;
import java.time.Instant;

/// Now, twice: what the clock claims, which people read and which may be set back, and how long the process has
/// been running, which only grows and by which everything is decided.
public record Moment(Instant clock, Duration running) {
    public Moment {
        if (running.isNegative()) {
            throw new IllegalArgumentException("a process has not been running for less than no time");
        }
    }
}
