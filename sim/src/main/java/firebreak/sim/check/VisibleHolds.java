package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import java.util.HashSet;
import java.util.Set;

/// Held items are visible: at the end, when no post is locked, every leaf of another's record that a node stores
/// has been taken up or is held with a reason that people can read.
final class VisibleHolds implements Checker {
    private static final int MIN_REASON = 12;

    private final Truth truth;

    VisibleHolds(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Ended(PartyCode node, StoreView store)) {
            Set<String> shown = new HashSet<>();
            Rows.all(store, Table.BODY).forEach(row -> shown.add(row.key()));
            for (StoreView.Entry row : Rows.all(store, Table.HELD)) {
                checkReason(node, row.key(), row.value());
                shown.add(row.key());
            }
            for (StoreView.Entry row : Rows.all(store, Table.LEAF)) {
                if (!shown.contains(row.key())) {
                    throw new Violation(
                            Invariant.HELD_ITEMS_ARE_VISIBLE,
                            node + " stores " + row.key() + " of "
                                    + truth.owner(Rows.At.of(row.key()).origin())
                                    + ", has not taken it up and shows nobody why");
                }
            }
        }
    }

    private static void checkReason(PartyCode node, String key, Bytes reason) {
        if (reason.size() < MIN_REASON) {
            throw new Violation(Invariant.HELD_ITEMS_ARE_VISIBLE, node + " holds " + key + " without a reason");
        }
    }
}
