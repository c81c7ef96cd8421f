package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// No two honest nodes accept contradicting histories without keeping the proof: where, at the end, two of them
/// hold different leaves at one index, at least one of them has evidence against that record.
///
/// Two different receipts that both nodes hold behind a gap are no such case. Neither node takes up what lies behind a
/// gap, each shows it to its people, and nothing that one tells the other speaks of those leaves: receipts are
/// not receipted, and a view ends at the first gap. As soon as one of them has the missing leaf it gives it to the
/// other, and both compare.
final class ForkProofs implements Checker {
    private final Map<PartyCode, NavigableMap<Origin, NavigableMap<Long, Leaf>>> held = new TreeMap<>();
    private final Set<String> accused = new TreeSet<>();

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Ended(PartyCode node, StoreView store)) {
            accused.addAll(Rows.all(store, Table.EVIDENCE).stream()
                    .map(row -> firstTwo(row.key()))
                    .collect(Collectors.toSet()));
            NavigableMap<Origin, NavigableMap<Long, Leaf>> mine = Rows.leaves(store);
            held.forEach((other, theirs) -> compare(node, mine, other, theirs));
            held.put(node, mine);
        }
    }

    private void compare(
            PartyCode node,
            Map<Origin, NavigableMap<Long, Leaf>> mine,
            PartyCode other,
            Map<Origin, NavigableMap<Long, Leaf>> theirs) {
        mine.forEach((origin, leaves) -> {
            Map<Long, Leaf> same = theirs.getOrDefault(origin, new TreeMap<>());
            leaves.forEach((index, leaf) -> {
                Optional<Leaf> rival = Optional.ofNullable(same.get(index)).filter(there -> !there.equals(leaf));
                boolean waiting = index > contiguous(leaves) && index > contiguous(same);
                boolean unspoken = waiting
                        && leaf.type() == LeafType.RECEIPT
                        && rival.filter(there -> there.type() == LeafType.RECEIPT)
                                .isPresent();
                if (rival.isPresent() && !unspoken && !accused.contains(origin.text())) {
                    throw new Violation(
                            Invariant.FORKS_LEAVE_EVIDENCE,
                            node + " and " + other + " hold different leaves at " + index + " of " + origin
                                    + " and neither has proof");
                }
            });
        });
    }

    /// The first index that is missing.
    private static long contiguous(Map<Long, Leaf> leaves) {
        long end = 0;
        while (leaves.containsKey(end)) {
            end++;
        }
        return end;
    }

    /// `firebreak/…` of a longer key.
    private static String firstTwo(String key) {
        int second = key.indexOf('/', key.indexOf('/') + 1);
        return second < 0 ? key : key.substring(0, second);
    }
}
