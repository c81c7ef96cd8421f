package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// No two honest nodes accept contradicting histories without keeping the proof: where, at the end, two of them
/// hold different leaves at one index, at least one of them has evidence against that record.
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
                boolean contradict = same.containsKey(index) && !leaf.equals(same.get(index));
                if (contradict && !accused.contains(origin.text())) {
                    throw new Violation(
                            Invariant.FORKS_LEAVE_EVIDENCE,
                            node + " and " + other + " hold different leaves at " + index + " of " + origin
                                    + " and neither has proof");
                }
            });
        });
    }

    /// `firebreak/…` of a longer key.
    private static String firstTwo(String key) {
        int second = key.indexOf('/', key.indexOf('/') + 1);
        return second < 0 ? key : key.substring(0, second);
    }
}
