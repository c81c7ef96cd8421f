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
        return newest.getOrDefault(origin, List.of()).stream()
                .filter(edge -> edge.size() == size)
                .findFirst();
    }

    /// With this edge as the newest of a record.
    Edges with(Origin origin, Frontier edge) {
        List<Frontier> edges = new ArrayList<>(newest.getOrDefault(origin, List.of()));
        edges.removeIf(other -> other.size() >= edge.size());
        edges.add(edge);
        Map<Origin, List<Frontier>> more = new TreeMap<>(newest);
        more.put(origin, List.copyOf(edges.subList(Math.max(0, edges.size() - MOST), edges.size())));
        return new Edges(more);
    }
}
