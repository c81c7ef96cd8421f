package firebreak.node.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The node's time. A live node has the machine's; an exercise node can be set to the case's time, which
/// then goes on at the pace of the machine.
public final class NodeClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    /// The case's time is this now. Never called on a live node.
    public void set(Instant now) {
        ahead = Duration.between(Instant.now(), now);
    }
}
