package firebreak.sim;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Says how far a run is, once started every second or so until it is closed. On a terminal one line is written over
/// again and again, cut at the edge, for what has wrapped cannot be taken back; anywhere else a line follows on the
/// other when there is news.
final class Teller implements AutoCloseable {
    private static final String CLEARED = "\r\033[K";
    private static final String CUT_AT_THE_EDGE = "\033[?7l";
    private static final String WRAPPED = "\033[?7h";

    private final Progress progress;
    private final PrintStream err;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    /// @param terminal whether a line written there can be written over
    Teller(Progress progress, PrintStream err, boolean terminal) {
        this.progress = progress;
        this.err = err;
        this.terminal = terminal;
    }

    void start() {
        clock.scheduleWithFixedDelay(() -> say(elapsed()), 1, 1, TimeUnit.SECONDS);
    }

    /// Since this run began.
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    synchronized void say(Duration elapsed) {
        if (terminal) {
            err.print(CLEARED + CUT_AT_THE_EDGE + progress.line(elapsed) + WRAPPED);
            err.flush();
        } else {
            progress.due(elapsed).ifPresent(err::println);
        }
    }

    /// Writes something that stays; the line on a terminal makes room for it.
    synchronized void aside(Runnable writing) {
        clear();
        writing.run();
    }

    private void clear() {
        if (terminal) {
            err.print(CLEARED);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        clear();
    }
}
