package firebreak.record;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree: just enough to append to it and to know its root. Immutable.
///
/// @param size leaves so far
/// @param peaks the roots of the complete subtrees that make up the tree, the largest first: one for each bit
///     set in `size`
public record Frontier(long size, List<Hash> peaks) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        if (peaks.size() != Long.bitCount(Merkle.checkSize(size))) {
            throw new IllegalArgumentException("a tree of size " + size + " has " + Long.bitCount(size) + " peaks");
        }
        peaks = List.copyOf(peaks);
    }

    /// The edge of the first `size` leaves.
    public static Frontier of(long size, HashSource source) {
        List<Hash> peaks = new ArrayList<>();
        long from = 0;
        for (long left = Merkle.checkSize(size); left > 0; left -= Long.highestOneBit(left)) {
            long to = from + Long.highestOneBit(left);
            peaks.add(Merkle.span(from, to, source));
            from = to;
        }
        return new Frontier(size, peaks);
    }

    public Frontier append(Hash leafHash) {
        return appendAll(List.of(leafHash));
    }

    public Frontier appendAll(List<Hash> leafHashes) {
        List<Hash> edge = new ArrayList<>(peaks);
        long grown = size;
        for (Hash leafHash : leafHashes) {
            Hash joined = leafHash;
            for (long rest = grown; (rest & 1) == 1; rest >>>= 1) {
                joined = Merkle.nodeHash(edge.removeLast(), joined);
            }
            edge.add(joined);
            grown++;
        }
        return new Frontier(grown, edge);
    }

    public Hash root() {
        if (peaks.isEmpty()) {
            return Merkle.EMPTY_ROOT;
        }
        Hash root = peaks.getLast();
        for (Hash left : peaks.reversed().subList(1, peaks.size())) {
            root = Merkle.nodeHash(left, root);
        }
        return root;
    }

    /// The proof that the next leaf appended stands last in the tree it makes: its siblings are the peaks.
    public InclusionProof inclusionOfNext() {
        return new InclusionProof(size, size + 1, peaks.reversed());
    }

    /// What appending this leaf adds to the tiles: always one hash at level 0, and one at each level above
    /// whose tile below it the leaf fills (tlog-tiles).
    public List<TileHash> tileHashes(Hash leafHash) {
        List<TileHash> added = new ArrayList<>();
        Hash joined = leafHash;
        int peak = peaks.size();
        for (int height = 0; ; height++) {
            if (height % Tiles.HEIGHT == 0) {
                added.add(new TileHash(height / Tiles.HEIGHT, size >>> height, joined));
            }
            if ((size >>> height & 1) == 0) {
                return List.copyOf(added);
            }
            joined = Merkle.nodeHash(peaks.get(--peak), joined);
        }
    }

    public Json toJson() {
        return Json.object()
                .with("size", size)
                .with("peaks", Json.list(peaks, Json::of))
                .build();
    }

    public static Frontier read(String place, Json json) throws FormatException {
        Fields fields = Fields.of(place, json);
        long size = fields.integer("size");
        List<Hash> peaks = fields.list("peaks", Fields::asHash);
        fields.done();
        if (size < 0 || size > Merkle.MAX_SIZE || peaks.size() != Long.bitCount(size)) {
            throw new FormatException(place, "expected one peak for each bit set in 'size'");
        }
        return new Frontier(size, peaks);
    }
}
