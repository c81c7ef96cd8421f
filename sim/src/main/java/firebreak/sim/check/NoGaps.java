package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import firebreak.note.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Nothing is taken up behind a gap: when a statement is taken up, every leaf before it in its record is held.
/// Only so do two nodes that hold the same record judge it alike.
final class NoGaps implements Checker {
    private final Map<PartyCode, List<LeafRef>> fresh = new TreeMap<>();

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Accepted(PartyCode node, Said said) ->
                fresh.computeIfAbsent(node, _ -> new ArrayList<>()).add(said.at());
            case Fact.Wrote(PartyCode node, var _, StoreView store) -> check(node, store);
            case Fact.TurnedBack(PartyCode node, var _) -> fresh.remove(node);
            case Fact.Left _, Fact.Promised _, Fact.Restarted _, Fact.Broke _, Fact.Ended _ -> {}
        }
    }

    private void check(PartyCode node, StoreView store) {
        List<LeafRef> taken = fresh.remove(node);
        if (taken == null) {
            return;
        }
        for (LeafRef ref : taken) {
            for (long index = 0; index < ref.index(); index++) {
                if (store.get(Table.LEAF, Keys.leaf(ref.origin(), index)).isEmpty()) {
                    throw new Violation(
                            Invariant.NOTHING_IS_TAKEN_UP_BEHIND_A_GAP,
                            node + " took up leaf " + ref.index() + " of " + ref.origin() + " without leaf " + index);
                }
            }
        }
    }
}
