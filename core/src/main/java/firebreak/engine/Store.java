package firebreak.engine;

import java.util.List;

/// The disk as the engine sees it: what it holds, and one way to change that. The node's SQLite store and the
/// simulator's disk implement it.
///
/// What [#commit] acknowledged is read back by every later [#get] and [#range], in this process and after any
/// crash. What it refused leaves every earlier commit readable.
public interface Store extends StoreView {
    /// Makes all the changes or none of them, in their order (so the last change of a key holds), and returns
    /// only when they are durable. An empty list changes nothing.
    ///
    /// @throws StoreException when they are not, or not known to be: [StoreException#outcome] says which
    void commit(List<Write> writes) throws StoreException;
}
