package firebreak.line;

import firebreak.encoding.Hash;
import java.time.Duration;

/// When frames are due, by how long the process has been running: one at once, one after the phase, and one at
/// each full interval after that. The phase is fixed by the line's tag, so lines do not all speak at one moment
/// and no line's moments say anything.
record Schedule(Duration interval, Duration phase) {
    static Schedule of(Duration interval, Hash tag) {
        long drawn = tag.bytes().buffer().getLong() >>> 1;
        return new Schedule(interval, Duration.ofMillis(drawn % interval.toMillis()));
    }

    /// How many frames are due by then, the one at the opening not counted.
    long slot(Duration running) {
        Duration after = running.minus(phase);
        return after.isNegative() ? 0 : 1 + after.dividedBy(interval);
    }

    /// When the slot begins.
    Duration start(long slot) {
        return slot <= 0 ? Duration.ZERO : phase.plus(interval.multipliedBy(slot - 1));
    }
}
