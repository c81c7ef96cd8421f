package firebreak.node.run;

import firebreak.encoding.Bytes;
import firebreak.engine.Lookup;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store as it will be once the writes gathered so far are committed. Owned by the loop's thread.
final class Overlay implements Lookup {
    private record Row(Table table, String key) {}

    private final Store store;
    private final List<Write> writes = new ArrayList<>();
    private final Map<Row, Optional<Bytes>> changed = new HashMap<>();

    Overlay(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Bytes> get(Table table, String key) {
        Optional<Bytes> pending = changed.get(new Row(table, key));
        return pending != null ? pending : store.get(table, key);
    }

    void add(List<Write> more) {
        for (Write write : more) {
            writes.add(write);
            Optional<Bytes> value =
                    write instanceof Write.Put(Table _, String _, Bytes put) ? Optional.of(put) : Optional.empty();
            changed.put(new Row(write.table(), write.key()), value);
        }
    }

    List<Write> writes() {
        return writes;
    }

    void clear() {
        writes.clear();
        changed.clear();
    }
}
