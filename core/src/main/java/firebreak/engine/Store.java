package firebreak.engine;

import firebreak.encoding.Bytes;
import java.util.List;
import java.util.Optional;

/// The disk as the engine sees it: a few ordered tables and one way to change them. The node's SQLite store
/// and the simulator's disk implement it.
///
/// What [#commit] acknowledged is read back by every later [#get] and [#range], in this process and after any
/// crash. What it refused leaves every earlier commit readable.
///
/// Reading either gives exactly the bytes that were committed or fails loudly: with
/// [java.io.UncheckedIOException], whose cause is a [StoreException], when the medium fails or a stored value
/// is damaged. An absent key is never how damage shows, as far as the implementation can tell the two apart.
public interface Store {
    /// The value now committed under the key.
    Optional<Bytes> get(Table table, String key);

    /// Committed entries in bytewise order of their keys.
    ///
    /// @param fromKeyInclusive where to begin; empty for the first key
    /// @param toKeyExclusive where to end; `~~` lies above every key that begins with a letter or digit
    /// @param limit most entries to return, at least 1; a full answer is continued from the last key + `!`
    List<Entry> range(Table table, String fromKeyInclusive, String toKeyExclusive, int limit);

    /// Makes all the changes or none of them, in their order (so the last change of a key holds), and returns
    /// only when they are durable. An empty list changes nothing.
    ///
    /// @throws StoreException when they are not, or not known to be: [StoreException#outcome] says which
    void commit(List<Write> writes) throws StoreException;

    /// One key and its value.
    record Entry(String key, Bytes value) {}
}
