package firebreak.node.run;

import firebreak.node.log.Log;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Work that looks again and again whether there is something to do, on a thread of its own, until it is closed. A
/// fault in one round is logged and does not end the others.
public final class Rounds implements AutoCloseable {
    private static final Log LOG = Log.of(Rounds.class);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    /// @param name of the thread, and of the work in the log
    /// @param pause between two rounds
    public static Rounds start(String name, Duration pause, Runnable round) {
        Rounds rounds = new Rounds(name, pause, round);
        rounds.thread.start();
        return rounds;
    }

    private Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    private void run() {
        try {
            while (true) {
                once();
                if (woken.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            round.run();
        } catch (RuntimeException bug) {
            LOG.fault("a round failed: " + name, bug);
        }
    }

    /// The next round comes now.
    public void wake() {
        woken.release();
    }

    /// No round begins after this; one under way may still end.
    @Override
    public void close() {
        thread.interrupt();
    }
}
