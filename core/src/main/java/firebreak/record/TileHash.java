package firebreak.record;

import firebreak.encoding.Hash;

/// One hash as tiles hold it.
///
/// @param level of the tile: 0 for leaf hashes, each further level 256 times wider
/// @param position counted over the whole level, so in tile `position / 256` at `position % 256`
public record TileHash(int level, long position, Hash hash) {
    /// The tile it stands in.
    public long tile() {
        return position >>> Tiles.HEIGHT;
    }

    /// Its place within the tile, 0 to 255.
    public int place() {
        return (int) (position & (Tiles.WIDTH - 1));
    }
}
