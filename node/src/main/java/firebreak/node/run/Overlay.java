package firebreak.node.run;

import firebreak.encoding.Bytes;
import firebreak.engine.Lookup;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The store as it will be once the writes gathered so far are committed. Owned by the loop's thread.
final class Overlay implements Lookup {
    private record Row(Table table, String key) {}

    private final StoreView store;
    private final SequencedMap<Row, Write> changed = new LinkedHashMap<>();

    Overlay(StoreView store) {
        this.store = store;
    }

    @Override
    public Optional<Bytes> get(Table table, String key) {
        return get(changed, store, table, key);
    }

    private static Optional<Bytes> get(Map<Row, Write> changed, StoreView store, Table table, String key) {
        return switch (changed.get(new Row(table, key))) {
            case Write.Put(Table _, String _, Bytes value) -> Optional.of(value);
            case Write.Delete _ -> Optional.empty();
            case null -> store.get(table, key);
        };
    }

    void add(List<Write> more) {
        more.forEach(write -> changed.put(new Row(write.table(), write.key()), write));
    }

    /// What is to be committed: of several writes to one row the last.
    List<Write> writes() {
        return List.copyOf(changed.values());
    }

    /// The same as it is now, for other threads, whatever is committed or added meanwhile.
    Lookup frozen() {
        Map<Row, Write> now = Map.copyOf(changed);
        return (table, key) -> get(now, store, table, key);
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    void clear() {
        changed.clear();
    }
}
