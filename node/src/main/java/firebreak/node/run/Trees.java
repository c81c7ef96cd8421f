package firebreak.node.run;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.record.HashSource;
import firebreak.record.Leaf;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.TileSource;
import firebreak.record.Tiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The trees of all records, computed from their stored leaves and kept in memory tile by tile: a leaf, once
/// committed, never changes, so a tile only ever grows to the right. Any thread may ask.
public final class Trees {
    /// Tiles kept in memory: 8 kB each.
    private static final int MOST_TILES = 4_096;

    /// Hashes of complete subtrees kept in memory: some 200 bytes each.
    private static final int MOST_SUBTREES = 16_384;

    /// From this height on, computing a subtree's hash again costs more than keeping it.
    private static final int KEPT_HEIGHT = 3;

    private record Place(Origin origin, int level, long index) {}

    private record Subtree(Origin origin, int height, long index) {}

    /// Forgets what was not asked for the longest.
    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Newest(int most) {
            super(64, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    private final StoreView store;
    private final Map<Place, List<Hash>> tiles = Collections.synchronizedMap(new Newest<>(MOST_TILES));
    private final Map<Subtree, Hash> subtrees = Collections.synchronizedMap(new Newest<>(MOST_SUBTREES));

    public Trees(StoreView store) {
        this.store = store;
    }

    /// The tiles of one record, up to whatever is committed.
    public TileSource of(Origin origin) {
        return (level, index, width) -> tile(new Place(origin, level, index), width);
    }

    /// The hashes of one record's complete subtrees, for its proofs: neighbours share most of theirs.
    ///
    /// @param size of the record, all of it committed
    public HashSource subtrees(Origin origin, long size) {
        Tiles tree = new Tiles(of(origin), size);
        return (height, index) ->
                height < KEPT_HEIGHT ? tree.subtree(height, index) : kept(new Subtree(origin, height, index), tree);
    }

    /// Computed outside the lock, now and then twice.
    private Hash kept(Subtree place, Tiles tree) {
        Hash known = subtrees.get(place);
        if (known != null) {
            return known;
        }
        Hash computed = tree.subtree(place.height(), place.index());
        subtrees.put(place, computed);
        return computed;
    }

    private List<Hash> tile(Place place, int width) {
        List<Hash> known = tiles.getOrDefault(place, List.of());
        if (known.size() >= width) {
            return known.subList(0, width);
        }
        List<Hash> wider = new ArrayList<>(known);
        if (place.level() == 0) {
            readLeaves(place, wider, width);
        } else {
            for (int i = wider.size(); i < width; i++) {
                wider.add(Merkle.root(tile(below(place, i), Tiles.WIDTH)));
            }
        }
        List<Hash> grown = List.copyOf(wider);
        tiles.merge(place, grown, (one, other) -> one.size() > other.size() ? one : other);
        return grown;
    }

    private static Place below(Place place, int entry) {
        return new Place(place.origin(), place.level() - 1, place.index() * Tiles.WIDTH + entry);
    }

    private void readLeaves(Place place, List<Hash> hashes, int width) {
        long first = place.index() * Tiles.WIDTH + hashes.size();
        int count = width - hashes.size();
        List<StoreView.Entry> rows = store.range(
                Table.LEAF, Keys.leaf(place.origin(), first), Keys.leaf(place.origin(), first + count), count);
        if (rows.size() != count) {
            throw new IllegalStateException("the store lacks leaves of " + place.origin() + " from " + first + " on");
        }
        for (StoreView.Entry row : rows) {
            try {
                hashes.add(Leaf.read(row.key(), row.value()).hash());
            } catch (FormatException damaged) {
                throw new IllegalStateException("the store gives back a damaged leaf: " + damaged.reason(), damaged);
            }
        }
    }
}
