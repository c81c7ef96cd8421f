package firebreak.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times one piece of work again and again on the calling thread.
public final class Stopwatch {
    /// Work that may fail.
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    private final Duration warm;
    private final Duration taking;

    /// @param warm how long the work is done unmeasured, so that it is compiled and its data are at hand
    /// @param taking how long it is measured
    public Stopwatch(Duration warm, Duration taking) {
        this.warm = warm;
        this.taking = taking;
    }

    /// @return at least one time
    public <E extends Exception> Samples time(Work<E> work) throws E {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < warm.toNanos()) {
            work.run();
        }
        List<Long> nanos = new ArrayList<>();
        begun = System.nanoTime();
        do {
            long before = System.nanoTime();
            work.run();
            nanos.add(System.nanoTime() - before);
        } while (System.nanoTime() - begun < taking.toNanos());
        return Samples.of(nanos);
    }
}
