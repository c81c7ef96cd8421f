package firebreak.verifier.tree;

import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What witnesses signed of one checkpoint (spec/witness.md, Witness time).
///
/// @param times by witness; where one has signed with the keys of two manifests, the earlier
public record Cosigned(Map<String, Instant> times) {
    private static final String NAME = "firebreak/witness/";
    private static final int ED25519 = 4;

    public Cosigned {
        times = Collections.unmodifiableMap(new TreeMap<>(times));
    }

    /// Both lines of a witness, with the later of their times.
    private record Pair(List<SignedNote.Line> lines, Instant at) {}

    /// Reads a checkpoint on which every line must be its owner's or one of a valid pair of a witness.
    ///
    /// @param owner who has signed it
    /// @param witnesses the keys that each may sign with
    public static Optional<Cosigned> read(
            Checkpoint checkpoint, RecordKeys owner, Map<String, List<RecordKeys>> witnesses) {
        Set<SignedNote.Line> counted = new HashSet<>();
        String name = checkpoint.origin().text();
        checkpoint.only(name, Checkpoint.ED25519, owner.ed25519()).ifPresent(counted::add);
        checkpoint.only(name, Checkpoint.TIMED_ML_DSA_44, owner.mlDsa44()).ifPresent(counted::add);
        Map<String, Instant> times = new TreeMap<>();
        witnesses.forEach((party, all) -> {
            for (RecordKeys keys : all) {
                pair(checkpoint, party, keys).ifPresent(pair -> {
                    counted.addAll(pair.lines);
                    times.merge(party, pair.at, (one, other) -> one.isBefore(other) ? one : other);
                });
            }
        });
        return counted.size() == checkpoint.lines().size() ? Optional.of(new Cosigned(times)) : Optional.empty();
    }

    private static Optional<Pair> pair(Checkpoint checkpoint, String party, RecordKeys keys) {
        Optional<SignedNote.Line> plain = checkpoint.only(NAME + party, ED25519, keys.ed25519());
        Optional<SignedNote.Line> large = checkpoint.only(NAME + party, Checkpoint.TIMED_ML_DSA_44, keys.mlDsa44());
        if (plain.isEmpty() || large.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> one = Checkpoint.timed(plain.get(), keys.ed25519(), time -> plain(checkpoint, time));
        Optional<Instant> other = checkpoint.timedAt(large.get(), keys.mlDsa44());
        return one.flatMap(at ->
                other.map(also -> new Pair(List.of(plain.get(), large.get()), at.isAfter(also) ? at : also)));
    }

    /// What a line of type 4 signs.
    private static Bytes plain(Checkpoint checkpoint, long time) {
        return Bytes.ofText("cosignature/v1\ntime " + time + "\n" + checkpoint.text());
    }
}
