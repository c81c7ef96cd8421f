package firebreak.sim.world;

import firebreak.record.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The high-water file of a node. It lies outside the home: no crash and no restored copy turns it back, but
/// somebody can remove it.
final class LeaseFile {
    private final Map<Origin, Long> sizes = new TreeMap<>();
    private boolean missing;

    /// Durable when it returns.
    void raise(Origin origin, long size) {
        missing = false;
        sizes.merge(origin, size, Math::max);
    }

    Optional<Map<Origin, Long>> read() {
        return missing ? Optional.empty() : Optional.of(new TreeMap<>(sizes));
    }

    void remove() {
        sizes.clear();
        missing = true;
    }
}
