package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.List;

/// The Merkle tree of RFC 6962 section 2.1 with SHA-256: leaves are hashed behind a zero byte, nodes behind a
/// one, and a tree of any size splits at the largest power of two below that size.
public final class Merkle {
    /// Most leaves of a tree: what I-JSON holds as an integer.
    public static final long MAX_SIZE = Json.MAX_INTEGER;

    /// The root of the tree without leaves: SHA-256 of nothing.
    public static final Hash EMPTY_ROOT = Hash.of(Bytes.EMPTY);

    private Merkle() {}

    public static Hash leafHash(Bytes leaf) {
        byte[] prefixed = new byte[1 + leaf.size()];
        leaf.buffer().get(prefixed, 1, leaf.size());
        return digest(prefixed);
    }

    public static Hash nodeHash(Hash left, Hash right) {
        byte[] prefixed = new byte[1 + 2 * Hash.SIZE];
        prefixed[0] = 1;
        left.bytes().buffer().get(prefixed, 1, Hash.SIZE);
        right.bytes().buffer().get(prefixed, 1 + Hash.SIZE, Hash.SIZE);
        return digest(prefixed);
    }

    // One array at once: several updates from buffers cost twice the hashing itself.
    private static Hash digest(byte[] content) {
        return new Hash(Bytes.wrap(Hash.sha256().digest(content)));
    }

    /// The root over leaf hashes in order.
    public static Hash root(List<Hash> leafHashes) {
        return Frontier.EMPTY.appendAll(leafHashes).root();
    }

    /// The root of the first `size` leaves.
    public static Hash root(long size, HashSource source) {
        return checkSize(size) == 0 ? EMPTY_ROOT : span(0, size, source);
    }

    /// MTH(D[from:to]) where `from` is a place at which RFC 6962 splits, so every half is found in the source.
    static Hash span(long from, long to, HashSource source) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return source.subtree(height, from >>> height);
        }
        long middle = from + split(count);
        return nodeHash(span(from, middle, source), span(middle, to, source));
    }

    /// The largest power of two smaller than `count`, which is at least 2.
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    static long checkSize(long size) {
        if (size < 0 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a record has 0 to 2^53 - 1 leaves, not " + size);
        }
        return size;
    }
}
