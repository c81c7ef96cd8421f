package firebreak.sim.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// All that is still to happen, ordered by time and then by the order in which it was put down, so that ties
/// are the same in every run. Time is what the next item says it is.
final class Agenda {
    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::at).thenComparingLong(Item::sequence));
    private Instant now;
    private long next;

    private record Item(Instant at, long sequence, Runnable task) {}

    Agenda(Instant start) {
        this.now = start;
    }

    Instant now() {
        return now;
    }

    void after(Duration delay, Runnable task) {
        items.add(new Item(now.plus(delay), next++, task));
    }

    /// Does all that is due up to a time, and is then at that time.
    void runTo(Instant end) {
        while (!items.isEmpty() && !items.peek().at().isAfter(end)) {
            Item item = items.remove();
            now = item.at();
            item.task().run();
        }
        now = end;
    }
}
