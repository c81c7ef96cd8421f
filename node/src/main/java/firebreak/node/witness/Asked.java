package firebreak.node.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one witness has said of one own record. Forgotten over a restart: the first answer tells it again.
///
/// @param signed the newest size that it is known to have cosigned
/// @param at when it did so last, by this node's clock
/// @param again when it may be asked next, by [System#nanoTime]
/// @param underWay whether it is being asked now
record Asked(
        long signed,
        Instant at,
        long again,
        boolean underWay,
        Duration pause,
        Optional<String> trouble,
        Optional<Instant> failingSince) {
    /// How often one witness is asked about one record at most: what is appended meanwhile is cosigned together.
    static final Duration PACE = Duration.ofMillis(500);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// How often it is asked once more about a record that has not grown, so that what was not said is shown too.
    static final Duration BEAT = Duration.ofMinutes(15);

    /// What is known of it at the start.
    static Asked before(long signed, Instant at, long nanos) {
        return new Asked(signed, at, nanos, false, PACE, Optional.empty(), Optional.empty());
    }

    boolean due(long size, Instant now, long nanos) {
        return !underWay && nanos - again >= 0 && size > 0 && (signed < size || !now.isBefore(at.plus(BEAT)));
    }

    Asked begun() {
        return new Asked(signed, at, again, true, pause, trouble, failingSince);
    }

    Asked cosigned(long size, Instant now, long nanos) {
        return new Asked(
                Math.max(signed, size), now, nanos + PACE.toNanos(), false, PACE, Optional.empty(), Optional.empty());
    }

    Asked failed(String why, Instant now, long nanos) {
        Duration next = pause.multipliedBy(2);
        return new Asked(
                signed,
                at,
                nanos + pause.toNanos(),
                false,
                next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next,
                Optional.of(why),
                Optional.of(failingSince.orElse(now)));
    }
}
