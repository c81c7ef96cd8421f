package firebreak.sim.world;

import firebreak.engine.Effect;
import firebreak.engine.HighWater;
import firebreak.record.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The high-water file of a node. It lies outside the home: no crash and no restored copy turns it back, but
/// somebody can remove it. The node then begins a new one, which says that it is not whole.
final class LeaseFile {
    private final Map<Origin, HighWater.Mark> marks = new TreeMap<>();
    private boolean whole = true;

    /// Durable when it returns.
    void raise(Effect.SignCheckpoint sign) {
        HighWater.Mark mark = new HighWater.Mark(
                sign.channel(), sign.origin(), sign.generation(), sign.head().size());
        marks.merge(sign.origin(), mark, (one, other) -> one.size() >= other.size() ? one : other);
    }

    HighWater read() {
        return new HighWater(whole, List.copyOf(marks.values()));
    }

    void remove() {
        marks.clear();
        whole = false;
    }
}
