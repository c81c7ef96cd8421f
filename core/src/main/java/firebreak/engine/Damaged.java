package firebreak.engine;

import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Leaves whose row or envelope the store no longer gives back as it was committed, until they are fetched again.
/// Forgotten over a restart, for whoever reads them next finds them again.
///
/// @param byRecord their indexes, of own records and of mirrored ones
/// @param askAt when to ask the other members for them again
public record Damaged(Map<Origin, IndexRanges> byRecord, Instant askAt) {
    static final Damaged NOTHING = new Damaged(Map.of(), Instant.EPOCH);

    public Damaged {
        byRecord = Collections.unmodifiableMap(new TreeMap<>(byRecord));
    }

    boolean isEmpty() {
        return byRecord.isEmpty();
    }

    IndexRanges of(Origin origin) {
        return byRecord.getOrDefault(origin, IndexRanges.EMPTY);
    }

    Damaged with(Origin origin, IndexRanges indexes) {
        Map<Origin, IndexRanges> changed = new TreeMap<>(byRecord);
        if (indexes.isEmpty()) {
            changed.remove(origin);
        } else {
            changed.put(origin, indexes);
        }
        return new Damaged(changed, askAt);
    }

    Damaged askAt(Instant time) {
        return new Damaged(byRecord, time);
    }
}
