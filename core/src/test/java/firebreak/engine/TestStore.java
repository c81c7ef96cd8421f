package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.note.LeafRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A store in memory, of which a test may damage values.
final class TestStore implements StoreView {
    private final Map<String, Bytes> rows;
    private final Set<String> damaged = new HashSet<>();

    TestStore(Map<String, Bytes> rows) {
        this.rows = new TreeMap<>(rows);
    }

    private static String row(Table table, String key) {
        return table + " " + key;
    }

    void commit(List<Write> writes) {
        for (Write write : writes) {
            switch (write) {
                case Write.Put(Table table, String key, Bytes value) -> {
                    rows.put(row(table, key), value);
                    damaged.remove(row(table, key));
                }
                case Write.Delete(Table table, String key) -> rows.remove(row(table, key));
            }
        }
    }

    Map<String, Bytes> copy() {
        return new TreeMap<>(rows);
    }

    /// From now on this value is not given back, until it is put again.
    void damage(Table table, LeafRef leaf) {
        damaged.add(row(table, Keys.leaf(leaf.origin(), leaf.index())));
    }

    @Override
    public Optional<Bytes> get(Table table, String key) {
        if (damaged.contains(row(table, key))) {
            throw new UncheckedIOException(new IOException("stored value " + row(table, key) + " is damaged"));
        }
        return Optional.ofNullable(rows.get(row(table, key)));
    }

    List<String> keys(Table table) {
        return rows.keySet().stream()
                .filter(row -> row.startsWith(row(table, "")))
                .map(row -> row.substring(row(table, "").length()))
                .toList();
    }

    @Override
    public List<Entry> range(Table table, String from, String to, int limit) {
        return keys(table).stream()
                .filter(key -> key.compareTo(from) >= 0 && key.compareTo(to) < 0)
                .limit(limit)
                .map(key -> new Entry(key, get(table, key).orElseThrow()))
                .toList();
    }
}
