package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Nothing acknowledged is lost: every leaf that a node has said it holds is there after a crash. A node that
/// was turned back by a lying disk or an old copy begins with new promises; that it gets back what it lost is
/// judged by [Convergence].
final class KeptPromises implements Checker {
    private final Map<PartyCode, Set<LeafRef>> promised = new TreeMap<>();

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Promised(PartyCode node, LeafRef leaf) ->
                promised.computeIfAbsent(node, _ -> new TreeSet<>()).add(leaf);
            case Fact.Restarted(PartyCode node, StoreView store) -> check(node, store);
            case Fact.Ended(PartyCode node, StoreView store) -> check(node, store);
            case Fact.TurnedBack(PartyCode node, var _) -> promised.remove(node);
            case Fact.Wrote _, Fact.Accepted _, Fact.Left _, Fact.Broke _ -> {}
        }
    }

    private void check(PartyCode node, StoreView store) {
        for (LeafRef leaf : promised.getOrDefault(node, Set.of())) {
            List<Hash> held = store.get(Table.LEAF, Keys.leaf(leaf.origin(), leaf.index())).stream()
                    .map(row -> Rows.leaf(row).hash())
                    .toList();
            boolean whole = store.get(Table.ENVELOPE, Keys.leaf(leaf.origin(), leaf.index()))
                    .isPresent();
            if (!held.equals(List.of(leaf.leaf())) || !whole) {
                throw new Violation(
                        Invariant.NOTHING_ACKNOWLEDGED_IS_LOST,
                        node + " said it holds leaf " + leaf.index() + " of " + leaf.origin() + " and does not");
            }
        }
    }
}
