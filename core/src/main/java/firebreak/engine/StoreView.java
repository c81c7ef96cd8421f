package firebreak.engine;

import firebreak.encoding.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a [Store] holds, to be read: a few ordered tables.
///
/// Reading either gives exactly the bytes that were committed or fails loudly: with
/// [java.io.UncheckedIOException], whose cause is a [StoreException], when the medium fails or a stored value
/// is damaged. An absent key is never how damage shows, as far as the implementation can tell the two apart.
public interface StoreView extends Lookup {
    /// Lies above every key that begins with a letter or digit.
    String END = "~~";

    /// The value now committed under the key.
    @Override
    Optional<Bytes> get(Table table, String key);

    /// Committed entries in bytewise order of their keys.
    ///
    /// @param fromKeyInclusive where to begin; empty for the first key
    /// @param toKeyExclusive where to end; [#END] for all
    /// @param limit most entries to return, at least 1; a full answer is continued from the last key + `!`
    List<Entry> range(Table table, String fromKeyInclusive, String toKeyExclusive, int limit);

    /// All of a range, read page by page; for ranges that fit into memory.
    default List<Entry> all(Table table, String fromKeyInclusive, String toKeyExclusive) {
        int limit = 1_000;
        List<Entry> page = range(table, fromKeyInclusive, toKeyExclusive, limit);
        List<Entry> all = new ArrayList<>(page);
        while (page.size() == limit) {
            page = range(table, page.getLast().key() + "!", toKeyExclusive, limit);
            all.addAll(page);
        }
        return all;
    }

    /// One key and its value.
    record Entry(String key, Bytes value) {}
}
