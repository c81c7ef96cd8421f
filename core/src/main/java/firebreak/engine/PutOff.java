package firebreak.engine;

import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Leaves that a member answered for and did not take, "later" or "refused": each waits by itself, so that those
/// beside it go on.
///
/// @param leaves at most [#MOST]; a member that puts off more takes nothing just now, and the whole line waits
public record PutOff(Map<Leaf, Wait> leaves) {
    /// Most leaves of one member that wait each by itself: as many as one request carries.
    static final int MOST = 64;

    static final PutOff NOTHING = new PutOff(Map.of());

    /// How long an answer holds though the member is heard meanwhile.
    private static final Duration SOON = Duration.ofSeconds(1);

    /// Where a leaf stands in this node's records.
    record Leaf(Origin origin, long index) implements Comparable<Leaf> {
        @Override
        public int compareTo(Leaf other) {
            int byOrigin = origin.compareTo(other.origin);
            return byOrigin == 0 ? Long.compare(index, other.index) : byOrigin;
        }
    }

    /// @param times how often it was put off
    /// @param at when it was last
    record Wait(int times, Instant at, Instant until, String reason) {}

    public PutOff {
        leaves = Collections.unmodifiableMap(new TreeMap<>(leaves));
    }

    boolean isEmpty() {
        return leaves.isEmpty();
    }

    /// Why the first of them was not taken, for people.
    Optional<String> reason() {
        return leaves.values().stream().map(Wait::reason).findFirst();
    }

    /// A set of indexes together with those of the same record that wait.
    IndexRanges waiting(Origin origin, IndexRanges others, Instant now) {
        IndexRanges all = others;
        for (Map.Entry<Leaf, Wait> entry : leaves.entrySet()) {
            if (entry.getKey().origin().equals(origin)
                    && !Delivery.isOver(entry.getValue().until(), now)) {
                all = all.with(entry.getKey().index());
            }
        }
        return all;
    }

    /// Without the leaves that were taken.
    PutOff taken(Origin origin, IndexRanges acked) {
        if (leaves.isEmpty()) {
            return this;
        }
        Map<Leaf, Wait> left = new TreeMap<>(leaves);
        left.keySet().removeIf(leaf -> leaf.origin().equals(origin) && acked.contains(leaf.index()));
        return left.size() == leaves.size() ? this : new PutOff(left);
    }

    /// One more leaf, or one of these once more; empty when there is no room for it.
    ///
    /// @param draw from 0 to 1
    Optional<PutOff> with(Leaf leaf, Instant now, String reason, double draw) {
        Wait before = leaves.get(leaf);
        if (before == null && leaves.size() >= MOST) {
            return Optional.empty();
        }
        int times = before == null ? 0 : before.times();
        Map<Leaf, Wait> more = new TreeMap<>(leaves);
        more.put(leaf, new Wait(times + 1, now, now.plus(Delivery.wait(times, draw)), reason));
        return Optional.of(new PutOff(more));
    }

    /// The same, none of them waiting much longer.
    PutOff soon(Instant now) {
        if (leaves.isEmpty()) {
            return this;
        }
        Map<Leaf, Wait> sooner = new TreeMap<>();
        leaves.forEach((leaf, wait) -> {
            Instant soon = wait.at().plus(SOON);
            Instant until = soon.isBefore(wait.until()) ? soon : wait.until();
            sooner.put(leaf, new Wait(wait.times(), wait.at(), until, wait.reason()));
        });
        return sooner.equals(leaves) ? this : new PutOff(sooner);
    }
}
