package firebreak.record;

import firebreak.encoding.Hash;
import java.util.List;

/// Where tiles come from: a store, an export, a member that serves them.
@FunctionalInterface
public interface TileSource {
    /// The first `width` hashes of a tile (tlog-tiles). Asked only for tiles of a tree of the size given to
    /// [Tiles]; a source that lacks one throws unchecked.
    ///
    /// @param level 0 for leaf hashes
    /// @param index of the tile within its level
    /// @param width 1 to 256
    List<Hash> tile(int level, long index, int width);
}
