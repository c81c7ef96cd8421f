package firebreak.projection;

import firebreak.encoding.Bytes;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.note.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The NOTE table in memory.
final class Folded implements Store {
    final Map<String, Bytes> rows = new TreeMap<>();

    static Folded of(List<Said> said) {
        Folded folded = new Folded();
        said.forEach(one -> folded.commit(Projection.fold(one, folded)));
        return folded;
    }

    static Folded atOnce(List<Said> said) {
        Folded folded = new Folded();
        folded.commit(Projection.fold(said, folded));
        return folded;
    }

    @Override
    public Optional<Bytes> get(Table table, String key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public List<Entry> range(Table table, String from, String to, int limit) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().compareTo(from) >= 0 && row.getKey().compareTo(to) < 0)
                .limit(limit)
                .map(row -> new Entry(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public void commit(List<Write> writes) {
        for (Write write : writes) {
            switch (write) {
                case Write.Put(Table _, String key, Bytes value) -> rows.put(key, value);
                case Write.Delete(Table _, String key) -> rows.remove(key);
            }
        }
    }
}
