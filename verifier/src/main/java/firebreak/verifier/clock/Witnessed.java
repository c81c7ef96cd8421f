package firebreak.verifier.clock;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.tree.Cosigned;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What witnesses signed of the records (spec/witness.md, Witness time).
public final class Witnessed {
    private final Map<Origin, NavigableMap<Long, Cosigned>> bySize = new HashMap<>();
    private final List<Cosigned> all = new ArrayList<>();
    private final Map<Key, NavigableMap<Long, Instant>> times = new HashMap<>();

    /// @param version the first whose witnesses count
    private record Key(Origin origin, int version) {}

    /// A checkpoint as they signed it first.
    public void first(Origin origin, long size, Cosigned cosigned) {
        bySize.computeIfAbsent(origin, _ -> new TreeMap<>()).put(size, cosigned);
        all.add(cosigned);
    }

    /// A checkpoint as they signed it last: it tells no leaf's time.
    public void last(Cosigned cosigned) {
        all.add(cosigned);
    }

    /// The witness time of a leaf.
    ///
    /// @param from the version that the leaf names and those after it
    Optional<Instant> time(Origin origin, long index, List<Agreement> from) {
        Key key = new Key(origin, from.getFirst().number());
        return Optional.ofNullable(
                        times.computeIfAbsent(key, _ -> times(origin, from)).higherEntry(index))
                .map(Map.Entry::getValue);
    }

    /// By the size of a checkpoint the earliest time that it or a larger one makes.
    private NavigableMap<Long, Instant> times(Origin origin, List<Agreement> from) {
        NavigableMap<Long, Instant> earliest = new TreeMap<>();
        NavigableMap<Long, Cosigned> checkpoints = bySize.getOrDefault(origin, new TreeMap<>());
        checkpoints.descendingMap().forEach((size, cosigned) -> {
            for (Agreement agreement : from) {
                agreement
                        .witnesses()
                        .earliest(cosigned.times())
                        .ifPresent(time -> earliest.merge(size, time, Witnessed::earlier));
            }
            Optional.ofNullable(earliest.higherEntry(size))
                    .ifPresent(larger -> earliest.merge(size, larger.getValue(), Witnessed::earlier));
        });
        return earliest;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Until when so many witnesses have looked.
    Optional<Instant> shown(Agreement.Neutrals witnesses) {
        return all.stream()
                .flatMap(cosigned -> witnesses.latest(cosigned.times()).stream())
                .max(Instant::compareTo);
    }
}
