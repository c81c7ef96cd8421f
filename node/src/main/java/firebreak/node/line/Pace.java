package firebreak.node.line;

import java.time.Duration;

/// Time that only grows, and waiting by it (port). Clocks may be set; tests keep their distance all the same.
public interface Pace {
    /// How long this has been running.
    Duration running();

    /// Waits until then, or until somebody calls [#wake]; a call of it before this one counts too.
    void await(Duration until) throws InterruptedException;

    /// Ends the wait under way, or the next one.
    void wake();

    /// By `System.nanoTime`.
    static Pace system() {
        return new NanoPace();
    }
}
