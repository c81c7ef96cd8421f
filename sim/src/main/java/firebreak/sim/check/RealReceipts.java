package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.note.Said;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every receipt points at a real leaf: when a node takes up a receipt, the leaf it names stands in its own store
/// at that place, and is not a receipt itself.
final class RealReceipts implements Checker {
    private final Map<PartyCode, List<LeafRef>> fresh = new TreeMap<>();

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Accepted(PartyCode node, Said said) -> {
                if (said.statement() instanceof Receipt receipt) {
                    fresh.computeIfAbsent(node, _ -> new ArrayList<>()).add(receipt.of());
                }
            }
            case Fact.Wrote(PartyCode node, var _, StoreView store) -> check(node, store);
            case Fact.Ended(PartyCode node, StoreView store) -> check(node, store);
            case Fact.TurnedBack(PartyCode node, var _) -> fresh.remove(node);
            case Fact.Left _, Fact.Promised _, Fact.Restarted _, Fact.Broke _ -> {}
        }
    }

    private void check(PartyCode node, StoreView store) {
        List<LeafRef> named = fresh.remove(node);
        if (named == null) {
            return;
        }
        for (LeafRef ref : named) {
            Optional<Leaf> leaf =
                    store.get(Table.LEAF, Keys.leaf(ref.origin(), ref.index())).map(Rows::leaf);
            Optional<Hash> hash = leaf.map(Leaf::hash);
            if (!hash.equals(Optional.of(ref.leaf())) || leaf.get().type() == LeafType.RECEIPT) {
                throw new Violation(
                        Invariant.RECEIPTS_POINT_AT_LEAVES,
                        node + " took up a receipt for leaf " + ref.index() + " of " + ref.origin() + ", which it "
                                + (leaf.isEmpty() ? "does not hold" : "holds as another"));
            }
        }
    }
}
