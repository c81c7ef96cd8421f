package firebreak.sim.world;

import firebreak.encoding.Bytes;
import firebreak.engine.Lookup;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.List;
import java.util.Optional;

/// A store as it will be once some writes are committed to it.
final class Overlay {
    private Overlay() {}

    static Lookup of(List<Write> writes, StoreView store) {
        return (table, key) -> writes.reversed().stream()
                .filter(write -> write.table() == table && write.key().equals(key))
                .findFirst()
                .map(Overlay::value)
                .orElseGet(() -> store.get(table, key));
    }

    private static Optional<Bytes> value(Write write) {
        return switch (write) {
            case Write.Put(Table _, String _, Bytes value) -> Optional.of(value);
            case Write.Delete _ -> Optional.empty();
        };
    }
}
