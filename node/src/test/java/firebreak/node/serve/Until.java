package firebreak.node.serve;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Waits for what other threads and processes bring about, with a deadline that only a fault reaches.
final class Until {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_NS = 10_000_000;

    private Until() {}

    /// Something that may fail while it is not so yet.
    @FunctionalInterface
    interface Look<T> {
        T look() throws Exception;
    }

    static void so(String what, Look<Boolean> condition) {
        found(what, () -> condition.look() ? Optional.of(true) : Optional.empty());
    }

    /// What the look finds first.
    static <T> T found(String what, Look<Optional<T>> look) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            Optional<T> found = looked(what, look, System.nanoTime() > deadline);
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static <T> Optional<T> looked(String what, Look<Optional<T>> look, boolean last) {
        try {
            Optional<T> found = look.look();
            if (found.isEmpty() && last) {
                throw new AssertionError("never came about: " + what);
            }
            return found;
        } catch (Exception failed) {
            if (last) {
                throw new AssertionError("never came about: " + what, failed);
            }
            return Optional.empty();
        }
    }
}
