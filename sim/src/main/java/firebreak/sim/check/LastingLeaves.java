package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Leaves never change: what stands under a leaf's or an envelope's key in a store is never replaced by anything
/// else and never deleted.
final class LastingLeaves implements Checker {
    private final Map<PartyCode, Map<String, Bytes>> rows = new TreeMap<>();

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Wrote(PartyCode node, List<Write> writes, var _) ->
                writes.forEach(write -> written(rows.computeIfAbsent(node, _ -> new TreeMap<>()), node, write));
            case Fact.TurnedBack(PartyCode node, StoreView store) -> rows.put(node, stored(store));
            case Fact.Accepted _, Fact.Left _, Fact.Promised _, Fact.Restarted _, Fact.Broke _, Fact.Ended _ -> {}
        }
    }

    private static void written(Map<String, Bytes> known, PartyCode node, Write write) {
        boolean lasting = write.table() == Table.LEAF || write.table() == Table.ENVELOPE;
        if (!lasting) {
            return;
        }
        String place = write.table() + " " + write.key();
        boolean changed = switch (write) {
            case Write.Put(Table _, String _, Bytes value) -> {
                Bytes before = known.putIfAbsent(place, value);
                yield before != null && !before.equals(value);
            }
            case Write.Delete _ -> known.containsKey(place);
        };
        if (changed) {
            throw new Violation(Invariant.LEAVES_NEVER_CHANGE, node + " replaced " + place);
        }
    }

    private static Map<String, Bytes> stored(StoreView store) {
        Map<String, Bytes> stored = new TreeMap<>();
        for (Table table : List.of(Table.LEAF, Table.ENVELOPE)) {
            Rows.all(store, table).forEach(row -> stored.put(table + " " + row.key(), row.value()));
        }
        return stored;
    }
}
