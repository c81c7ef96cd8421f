package firebreak.node.serve;

import firebreak.node.log.Log;
import java.util.ArrayDeque;
import java.util.Deque;

/// What a start has taken so far: given back, the newest first, unless the start is done.
final class Begun implements AutoCloseable {
    private static final Log LOG = Log.of(Begun.class);

    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    <T extends AutoCloseable> T with(T opened) {
        taken.push(opened);
        return opened;
    }

    /// All of it has another owner now.
    void done() {
        taken.clear();
    }

    @Override
    public void close() {
        for (AutoCloseable opened : taken) {
            try {
                opened.close();
            } catch (Exception failed) {
                LOG.fault("cannot give back what a failed start has taken", failed);
            }
        }
    }
}
