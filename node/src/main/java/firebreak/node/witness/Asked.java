package firebreak.node.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one witness has said of one own record. Forgotten over a restart: the first answer tells it again.
///
/// @param signed the newest size that it is known to have cosigned
/// @param again when it may be asked next, by [System#nanoTime]
/// @param underWay whether it is being asked now
record Asked(
        long signed,
        long again,
        boolean underWay,
        Duration pause,
        Optional<String> trouble,
        Optional<Instant> failingSince) {
    /// How often one witness is asked about one record at most: what is appended meanwhile is cosigned together.
    static final Duration PACE = Duration.ofMillis(500);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    static Asked before(long signed, long nanos) {
        return new Asked(signed, nanos, false, PACE, Optional.empty(), Optional.empty());
    }

    boolean due(long size, long nanos) {
        return !underWay && signed < size && nanos - again >= 0;
    }

    Asked begun() {
        return new Asked(signed, again, true, pause, trouble, failingSince);
    }

    Asked cosigned(long size, long nanos) {
        return new Asked(
                Math.max(signed, size), nanos + PACE.toNanos(), false, PACE, Optional.empty(), Optional.empty());
    }

    Asked failed(String why, Instant now, long nanos) {
        Duration next = pause.multipliedBy(2);
        return new Asked(
                signed,
                nanos + pause.toNanos(),
                false,
                next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next,
                Optional.of(why),
                Optional.of(failingSince.orElse(now)));
    }
}
