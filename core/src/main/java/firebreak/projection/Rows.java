package firebreak.projection;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Lookup;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rows one fold reads and writes: what it has put is what it reads next.
final class Rows {
    /// Far above any row the fold writes; the store's own bound is higher.
    static final int MAX_ROW = 8 << 20;

    private final Lookup stored;
    private final Map<String, Bytes> put = new TreeMap<>();

    Rows(Lookup stored) {
        this.stored = stored;
    }

    <T> Optional<T> get(String key, Fields.Reader<T> reader) {
        Optional<Bytes> value = Optional.ofNullable(put.get(key)).or(() -> stored.get(Table.NOTE, key));
        return value.map(bytes -> read(key, bytes, reader));
    }

    void put(String key, Json row) {
        put.put(key, Canonical.write(row));
    }

    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        put.forEach((key, value) -> writes.add(new Write.Put(Table.NOTE, key, value)));
        return writes;
    }

    /// Reads back what the fold has written; anything else there is a damaged store.
    static <T> T read(String key, Bytes value, Fields.Reader<T> reader) {
        String place = "stored note row " + key;
        try {
            return reader.read(place, Canonical.read(place, value, MAX_ROW));
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged row: " + damaged.getMessage(), damaged);
        }
    }
}
