package firebreak.witness;

import firebreak.charter.PartyCode;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The witness times of the leaves of one record, from all cosigned checkpoints of it that a reader has.
///
/// An agreement's later version may name other witnesses. A leaf's time is the earliest that those of the version it
/// names, or of a later one, make: every member has agreed to trust them. Those of an earlier version say nothing
/// of it, for they may have been replaced because they lie.
public final class WitnessTimes {
    private final List<NavigableMap<Long, Instant>> versions = new ArrayList<>();

    /// @param versions the witnesses of each version of the channel's agreement, the oldest first
    /// @param checkpoints of one record, with their witnesses' lines
    public WitnessTimes(List<Witnesses> versions, Collection<SignedCheckpoint> checkpoints) {
        versions.forEach(_ -> this.versions.add(new TreeMap<>()));
        Map<PartyCode, Witness> all = new TreeMap<>();
        versions.forEach(version -> version.all().forEach(witness -> all.put(witness.party(), witness)));
        for (SignedCheckpoint checkpoint : checkpoints) {
            Map<PartyCode, Instant> signed = new TreeMap<>();
            all.forEach((party, witness) -> witness.time(checkpoint).ifPresent(at -> signed.put(party, at)));
            long size = checkpoint.checkpoint().size();
            for (int version = 0; version < versions.size(); version++) {
                NavigableMap<Long, Instant> times = this.versions.get(version);
                versions.get(version)
                        .time(signed)
                        .ifPresent(at -> times.merge(size, at, (one, other) -> one.isBefore(other) ? one : other));
            }
        }
        this.versions.forEach(WitnessTimes::earliestFromBehind);
    }

    /// A larger checkpoint that was signed earlier makes the time of all leaves before it.
    private static void earliestFromBehind(NavigableMap<Long, Instant> times) {
        Instant earliest = Instant.MAX;
        for (Map.Entry<Long, Instant> entry : times.descendingMap().entrySet()) {
            earliest = entry.getValue().isBefore(earliest) ? entry.getValue() : earliest;
            entry.setValue(earliest);
        }
    }

    /// When a leaf was there at the latest.
    ///
    /// @param version of the agreement that the leaf names, counted from 0
    public Optional<Instant> time(long index, int version) {
        return versions.stream()
                .skip(version)
                .flatMap(times -> Optional.ofNullable(times.higherEntry(index)).stream())
                .map(Map.Entry::getValue)
                .min(Instant::compareTo);
    }
}
