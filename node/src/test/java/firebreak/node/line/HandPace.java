package firebreak.node.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that a test moves by hand.
final class HandPace implements Pace, InstantSource {
    static final Instant START = Instant.parse("2022-10-23T12:00:00Z");

    private Duration running = Duration.ZERO;

    void passes(Duration time) {
        running = running.plus(time);
    }

    @Override
    public Duration running() {
        return running;
    }

    @Override
    public Instant instant() {
        return START.plus(running);
    }

    @Override
    public void await(Duration until) {
        throw new AssertionError("rounds are made by hand here");
    }

    @Override
    public void wake() {}
}
