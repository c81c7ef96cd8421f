package firebreak.witness;

import firebreak.record.Cosignature;
import firebreak.record.CosignatureCheck;
import firebreak.record.KeyName;
import firebreak.record.SignatureType;
import firebreak.record.SignedCheckpoint;
import firebreak.record.VerifierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// When a leaf was there at the latest, by witnesses: over the checkpoints that hold it and the sets of k witnesses
/// that
/// cosigned one, the least of the greatest time in a set (DESIGN 5, Time). Fewer than k say nothing.
public final class WitnessTime {
    private WitnessTime() {}

    /// @param k how many witnesses make a time, at least 1
    /// @param holding checkpoints of the leaf's record that are larger than its index
    /// @param witnesses the keys of each, by name: both of [firebreak.record.Cosigner#keys]
    /// @return absent where no checkpoint has the lines of k witnesses
    public static Optional<Instant> of(
            int k, Collection<SignedCheckpoint> holding, Map<KeyName, List<VerifierKey>> witnesses) {
        if (k < 1) {
            throw new IllegalArgumentException("a time is made by at least one witness, not by " + k);
        }
        return holding.stream()
                .flatMap(checkpoint -> reached(k, checkpoint, witnesses).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> reached(
            int k, SignedCheckpoint checkpoint, Map<KeyName, List<VerifierKey>> witnesses) {
        List<Instant> times = new ArrayList<>();
        witnesses.values().forEach(keys -> time(checkpoint, keys).ifPresent(times::add));
        times.sort(Comparator.naturalOrder());
        return times.size() < k ? Optional.empty() : Optional.of(times.get(k - 1));
    }

    /// When one witness signed, by the later of its two lines. One line is no cosignature, and a bad one spoils what
    /// this witness says, not what others do.
    private static Optional<Instant> time(SignedCheckpoint checkpoint, List<VerifierKey> keys) {
        if (!(checkpoint.cosignatures(keys) instanceof CosignatureCheck.Verified(List<Cosignature> lines))) {
            return Optional.empty();
        }
        Map<SignatureType, Instant> earliest = new EnumMap<>(SignatureType.class);
        lines.forEach(
                line -> earliest.merge(line.type(), line.at(), (one, other) -> one.isBefore(other) ? one : other));
        return earliest.size() < keys.size()
                ? Optional.empty()
                : earliest.values().stream().max(Comparator.naturalOrder());
    }

    /// The keys of all witnesses, by name.
    public static Map<KeyName, List<VerifierKey>> byName(Collection<VerifierKey> keys) {
        Map<KeyName, List<VerifierKey>> byName = new TreeMap<>(Comparator.comparing(KeyName::text));
        keys.forEach(key ->
                byName.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(key));
        return byName;
    }
}
