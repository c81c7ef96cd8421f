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
import java.util.TreeSet;
import java.util.stream.Stream;

/// What witnesses signed of one checkpoint (spec/witness.md, Witness time): of each the time of its first pair of lines
/// and of its last, which are two only where it signed with the keys of two manifests.
///
/// @param whole whether every line is its owner's or one of such a pair
public record Cosigned(Map<String, Instant> first, Map<String, Instant> last, boolean whole) {
    private static final String NAME = "firebreak/witness/";
    private static final int ED25519 = 4;

    public Cosigned {
        first = Collections.unmodifiableMap(new TreeMap<>(first));
        last = Collections.unmodifiableMap(new TreeMap<>(last));
    }

    /// Both lines of a witness, with the later of their times.
    private record Pair(List<SignedNote.Line> lines, Instant at) {}

    /// @param owner who has signed it
    /// @param witnesses the keys that each may sign with
    public static Cosigned read(Checkpoint checkpoint, RecordKeys owner, Map<String, List<RecordKeys>> witnesses) {
        Set<SignedNote.Line> counted = new HashSet<>();
        checkpoint
                .only(checkpoint.origin().text(), Checkpoint.ED25519, owner.ed25519())
                .ifPresent(counted::add);
        checkpoint
                .only(checkpoint.origin().text(), Checkpoint.TIMED_ML_DSA_44, owner.mlDsa44())
                .ifPresent(counted::add);
        Map<String, Instant> first = new TreeMap<>();
        Map<String, Instant> last = new TreeMap<>();
        witnesses.forEach((party, keys) -> {
            List<Pair> pairs = keys.stream()
                    .flatMap(pair -> pair(checkpoint, party, pair).stream())
                    .toList();
            pairs.forEach(pair -> counted.addAll(pair.lines));
            // A bad line of a witness's key spoils what that witness says.
            if (!pairs.isEmpty()
                    && keys.stream().allMatch(pair -> counted.containsAll(lines(checkpoint, party, pair)))) {
                TreeSet<Instant> times =
                        new TreeSet<>(pairs.stream().map(Pair::at).toList());
                first.put(party, times.first());
                last.put(party, times.last());
            }
        });
        return new Cosigned(first, last, counted.size() == checkpoint.lines().size());
    }

    private static List<SignedNote.Line> lines(Checkpoint checkpoint, String party, RecordKeys keys) {
        return Stream.concat(
                        checkpoint.by(NAME + party, ED25519, keys.ed25519()).stream(),
                        checkpoint.by(NAME + party, Checkpoint.TIMED_ML_DSA_44, keys.mlDsa44()).stream())
                .toList();
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
