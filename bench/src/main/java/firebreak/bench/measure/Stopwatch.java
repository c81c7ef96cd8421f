package firebreak.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Times one piece of work again and again on the calling thread.
public final class Stopwatch {
    /// Work that may fail.
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    private final Duration warm;
    private final Duration rest;
    private final Duration taking;

    /// @param warm how long the work is done unmeasured, so that it is compiled and its data are at hand
    /// @param rest how long the thread sleeps before each measured time
    /// @param taking how long it is measured
    public Stopwatch(Duration warm, Duration rest, Duration taking) {
        this.warm = warm;
        this.rest = rest;
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
            if (rest.isPositive()) {
                LockSupport.parkNanos(rest.toNanos());
            }
            long before = System.nanoTime();
            work.run();
            nanos.add(System.nanoTime() - before);
        } while (System.nanoTime() - begun < taking.toNanos());
        return Samples.of(nanos);
    }
}
