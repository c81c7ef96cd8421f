package firebreak.node.wire;

import firebreak.node.http.Exchange;
import org.jspecify.annotations.Nullable;

/// One accepted connection: whose it is, once that is known, and the deadline of its present phase.
final class Connection implements Exchange.Phases {
    final Deadlines.Deadline deadline;

    /// Guarded by the [Connections] that holds this.
    @Nullable
    String member;

    private final Limits limits;

    Connection(Deadlines.Deadline deadline, Limits limits) {
        this.deadline = deadline;
        this.limits = limits;
    }

    @Override
    public void receiving() {
        deadline.in(limits.receiving());
    }

    @Override
    public void working() {
        deadline.in(limits.working());
    }

    @Override
    public void sending() {
        deadline.in(limits.sending());
    }

    /// Answered; the next request may take its time.
    void resting() {
        deadline.in(limits.resting());
    }
}
