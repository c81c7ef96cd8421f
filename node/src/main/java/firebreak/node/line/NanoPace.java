package firebreak.node.line;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Real time.
final class NanoPace implements Pace {
    private final long start = System.nanoTime();
    private final Semaphore woken = new Semaphore(0);

    @Override
    public Duration running() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void await(Duration until) throws InterruptedException {
        boolean early = woken.tryAcquire(until.minus(running()).toNanos(), TimeUnit.NANOSECONDS);
        if (early) {
            woken.drainPermits();
        }
    }

    @Override
    public void wake() {
        woken.release();
    }
}
