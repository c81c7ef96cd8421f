package firebreak.node.witness;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Since when the oldest leaf that is not witnessed has waited. Kept in memory: after a restart it begins anew.
final class Lag {
    /// Steps remembered of a record that grows while no witness signs; the newest are forgotten first, so that what is
    /// said is never too short.
    private static final int MOST = 1_024;

    private record Step(long size, Instant at) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    /// @param size of the record now
    /// @param witnessed how much of it has enough witnesses
    void seen(long size, long witnessed, Instant now) {
        while (!steps.isEmpty() && steps.getFirst().size() <= witnessed) {
            steps.removeFirst();
        }
        if (size <= witnessed) {
            return;
        }
        if (steps.isEmpty()) {
            steps.addLast(new Step(size, now));
        } else if (steps.getLast().size() < size) {
            if (steps.size() == MOST) {
                Step last = steps.removeLast();
                steps.addLast(new Step(size, last.at()));
            } else {
                steps.addLast(new Step(size, now));
            }
        }
    }

    Optional<Instant> since() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getFirst().at());
    }
}
