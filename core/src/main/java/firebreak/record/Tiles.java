package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// A tree read from tiles of 256 hashes (tlog-tiles): its root and proofs at its size and at any smaller one.
public final class Tiles implements HashSource {
    /// A tile is a subtree of this height.
    public static final int HEIGHT = 8;

    /// Hashes of a full tile.
    public static final int WIDTH = 1 << HEIGHT;

    private final TileSource source;
    private final long size;

    /// @param size of a tree whose tiles the source holds
    public Tiles(TileSource source, long size) {
        this.source = source;
        this.size = Merkle.checkSize(size);
    }

    public Hash root() {
        return root(size);
    }

    /// The root when the record had this many leaves.
    public Hash root(long earlierSize) {
        return Merkle.root(within(earlierSize), readingOnce());
    }

    public Hash leafHash(long index) {
        return subtree(0, index);
    }

    public Frontier frontier() {
        return Frontier.of(size, readingOnce());
    }

    public InclusionProof inclusion(long index) {
        return InclusionProof.make(index, size, readingOnce());
    }

    public InclusionProof inclusion(long index, long earlierSize) {
        return InclusionProof.make(index, within(earlierSize), readingOnce());
    }

    public ConsistencyProof consistency(long from) {
        return ConsistencyProof.make(from, size, readingOnce());
    }

    public ConsistencyProof consistency(long from, long to) {
        return ConsistencyProof.make(from, within(to), readingOnce());
    }

    @Override
    public Hash subtree(int height, long index) {
        int level = height / HEIGHT;
        int rest = height % HEIGHT;
        long first = index << rest;
        int width = width(level, first >>> HEIGHT, size);
        int from = (int) (first & (WIDTH - 1));
        if (from + (1 << rest) > width) {
            throw new IllegalArgumentException("no complete subtree of height " + height + " at " + index);
        }
        List<Hash> tile = source.tile(level, first >>> HEIGHT, width);
        return join(tile.subList(from, from + (1 << rest)));
    }

    /// One proof asks for the same tiles again and again; each is fetched once.
    private HashSource readingOnce() {
        Map<TilePath.Hashes, List<Hash>> read = new HashMap<>();
        return new Tiles(
                (level, index, width) -> read.computeIfAbsent(
                        new TilePath.Hashes(level, index, width), _ -> source.tile(level, index, width)),
                size);
    }

    private static Hash join(List<Hash> complete) {
        int count = complete.size();
        return count == 1
                ? complete.getFirst()
                : Merkle.nodeHash(join(complete.subList(0, count / 2)), join(complete.subList(count / 2, count)));
    }

    private long within(long earlierSize) {
        if (earlierSize < 0 || earlierSize > size) {
            throw new IllegalArgumentException("a record of size " + size + " never had size " + earlierSize);
        }
        return earlierSize;
    }

    /// How many hashes a tile holds in a tree of this size: 0 where there is no such tile, 256 where it is full.
    public static int width(int level, long index, long size) {
        int height = level * HEIGHT;
        long hashes = height < Long.SIZE ? size >>> height : 0;
        return Math.clamp(hashes - (index << HEIGHT), 0, WIDTH);
    }

    /// Every tile of hashes that a tree of this size has: level by level, from the left.
    public static List<TilePath.Hashes> hashTiles(long size) {
        List<TilePath.Hashes> tiles = new ArrayList<>();
        for (int level = 0; width(level, 0, size) > 0; level++) {
            int row = level;
            indexes(size >>> (level * HEIGHT))
                    .mapToObj(index -> new TilePath.Hashes(row, index, width(row, index, size)))
                    .forEach(tiles::add);
        }
        return List.copyOf(tiles);
    }

    /// Every entry bundle that a tree of this size has, from the left.
    public static List<TilePath.Entries> entryBundles(long size) {
        return indexes(size)
                .mapToObj(index -> new TilePath.Entries(index, width(0, index, size)))
                .toList();
    }

    private static LongStream indexes(long hashes) {
        return LongStream.range(0, (hashes + WIDTH - 1) / WIDTH);
    }

    /// The content of a tile: its hashes one after the other.
    public static Bytes write(List<Hash> tile) {
        return Bytes.concat(tile.stream().map(Hash::bytes).toArray(Bytes[]::new));
    }

    /// @param width what the tile's name says
    public static List<Hash> read(String place, Bytes content, int width) throws FormatException {
        if (content.size() != width * Hash.SIZE) {
            throw new FormatException(
                    place, "expected " + width + " hashes of 32 bytes, found " + content.size() + " bytes");
        }
        List<Hash> hashes = new ArrayList<>(width);
        for (int at = 0; at < content.size(); at += Hash.SIZE) {
            hashes.add(new Hash(content.slice(at, at + Hash.SIZE)));
        }
        return List.copyOf(hashes);
    }

    /// The tiles of a tree held in memory.
    public static TileSource of(LeafHashes tree) {
        return (level, index, width) -> {
            int from = Math.toIntExact(index << HEIGHT);
            return tree.level(level).subList(from, from + width);
        };
    }
}
