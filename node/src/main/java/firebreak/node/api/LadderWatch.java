package firebreak.node.api;

import firebreak.note.Adoption;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Receipt;
import firebreak.note.Said;
import firebreak.note.Successor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets a request wait until something is said about a note, instead of asking again and again.
final class LadderWatch {
    private final ConcurrentHashMap<LeafRef, List<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    /// Called once the statement is durable: whoever waits for its note looks again.
    void heard(Said said) {
        switch (said.statement()) {
            case Receipt receipt -> wake(receipt.of());
            case Note note -> {
                note.content().answers().ifPresent(this::wake);
                note.content().amends().ifPresent(amends -> wake(amends.earlier()));
            }
            case Opening _, Successor _, Adoption _ -> {} // about no note
        }
    }

    void wake(LeafRef leaf) {
        List<CountDownLatch> woken = waiting.remove(leaf);
        if (woken != null) {
            woken.forEach(CountDownLatch::countDown);
        }
    }

    /// Returns once what is wanted of the note at a leaf is so, or when patience ends. Blocks the calling (virtual)
    /// thread.
    void until(LeafRef leaf, BooleanSupplier wanted, Duration patience) throws ApiException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            CountDownLatch next = new CountDownLatch(1);
            waiting.merge(leaf, List.of(next), LadderWatch::both);
            try {
                // asked after taking a place in the queue, so that nothing is missed in between
                if (wanted.getAsBoolean() || !await(next, end - System.nanoTime())) {
                    return;
                }
            } finally {
                waiting.computeIfPresent(leaf, (_, waiters) -> without(waiters, next));
            }
        }
    }

    private static List<CountDownLatch> both(List<CountDownLatch> some, List<CountDownLatch> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static @Nullable List<CountDownLatch> without(List<CountDownLatch> waiters, CountDownLatch gone) {
        List<CountDownLatch> left =
                waiters.stream().filter(waiter -> !waiter.equals(gone)).toList();
        return left.isEmpty() ? null : left;
    }

    /// How many requests wait now.
    int waiting() {
        return waiting.values().stream().mapToInt(List::size).sum();
    }

    /// @return whether something was said in time
    private static boolean await(CountDownLatch next, long nanos) throws ApiException {
        try {
            return next.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ApiException(Problem.NOT_NOW, "the node is stopping");
        }
    }
}
