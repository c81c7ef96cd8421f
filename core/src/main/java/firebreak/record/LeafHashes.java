package firebreak.record;

import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;

/// A tree held whole in memory: every complete subtree of a list of leaf hashes. For checking exports and
/// small trees; a node serves its records from tiles.
public final class LeafHashes implements HashSource {
    private final List<List<Hash>> levels = new ArrayList<>();

    public LeafHashes(List<Hash> leafHashes) {
        for (List<Hash> level = List.copyOf(leafHashes); !level.isEmpty(); level = parents(level)) {
            levels.add(level);
        }
    }

    private static List<Hash> parents(List<Hash> level) {
        List<Hash> above = new ArrayList<>(level.size() / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(Merkle.nodeHash(level.get(i), level.get(i + 1)));
        }
        return List.copyOf(above);
    }

    public long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().size();
    }

    public Hash root() {
        return Merkle.root(size(), this);
    }

    @Override
    public Hash subtree(int height, long index) {
        return levels.get(height).get(Math.toIntExact(index));
    }

    /// The leaf hashes as `level`-th powers of 256, which is what tiles of that level hold.
    List<Hash> level(int tileLevel) {
        int height = tileLevel * Tiles.HEIGHT;
        return height < levels.size() ? levels.get(height) : List.of();
    }
}
