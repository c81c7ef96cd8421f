package firebreak.engine;

import firebreak.record.Frontier;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The newest edges of each record, so that what others say of it is compared without reading its leaves: views and
/// overtaken checkpoints are seldom far behind. Never stored; after a start they come back as the records grow.
///
/// @param newest of each record at most [#MOST], in the order of their sizes
public record Edges(Map<Origin, List<Frontier>> newest) {
    /// Twice as many as parcels are under way between two members of a busy channel.
    static final int MOST = 128;

    static final Edges NONE = new Edges(Map.of());

    public Edges {
        newest = Collections.unmodifiableMap(newest);
    }

    Optional<Frontier> at(Origin origin, long size) {
        List<Frontier> edges = newest.getOrDefault(origin, List.of());
        int low = 0;
        int high = edges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = edges.get(middle).size();
            if (found == size) {
                return Optional.of(edges.get(middle));
            }
            if (found < size) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /// @param edge longer than those that are there
    Edges with(Origin origin, Frontier edge) {
        List<Frontier> before = newest.getOrDefault(origin, List.of());
        List<Frontier> edges = new ArrayList<>(before.subList(Math.max(0, before.size() + 1 - MOST), before.size()));
        edges.add(edge);
        Map<Origin, List<Frontier>> more = new TreeMap<>(newest);
        more.put(origin, Collections.unmodifiableList(edges));
        return new Edges(more);
    }
}
