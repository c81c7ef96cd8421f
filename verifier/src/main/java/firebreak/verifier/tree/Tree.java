package firebreak.verifier.tree;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The Merkle tree of RFC 6962 section 2.1 over leaf hashes, with all its complete nodes: 64 bytes a leaf. A root at
/// any earlier size takes a step for each level.
public final class Tree {
    /// The root without leaves: SHA-256 of nothing.
    public static final Hash EMPTY = Hash.of();

    private final long size;
    private final List<byte[]> levels = new ArrayList<>();

    /// @param leafHashes 32 bytes each, one after the other
    public Tree(byte[] leafHashes) {
        MessageDigest digest = Hash.sha256();
        size = leafHashes.length / Hash.SIZE;
        levels.add(leafHashes.clone());
        while (levels.getLast().length >= 2 * Hash.SIZE) {
            levels.add(above(levels.getLast(), digest));
        }
    }

    private static byte[] above(byte[] below, MessageDigest digest) {
        byte[] level = new byte[below.length / (2 * Hash.SIZE) * Hash.SIZE];
        for (int at = 0; at < level.length; at += Hash.SIZE) {
            digest.update((byte) 1);
            digest.update(below, 2 * at, 2 * Hash.SIZE);
            System.arraycopy(digest.digest(), 0, level, at, Hash.SIZE);
        }
        return level;
    }

    public static Hash leafHash(Bytes leaf) {
        return Hash.of(Bytes.ofNumber(0, 1), leaf);
    }

    public static Hash node(Hash left, Hash right) {
        return Hash.of(Bytes.ofNumber(1, 1), left.bytes(), right.bytes());
    }

    public long size() {
        return size;
    }

    public Hash leaf(long index) {
        return new Hash(nodes(0, index, 1));
    }

    public Hash root() {
        return root(size);
    }

    /// The root of the first leaves. The tree of n leaves is a complete subtree for each bit of n, from the highest;
    /// they are joined from the right.
    public Hash root(long first) {
        if (first == 0) {
            return EMPTY;
        }
        int height = Long.numberOfTrailingZeros(first);
        Hash root = new Hash(nodes(height, (first >>> height) - 1, 1));
        for (long rest = first & (first - 1); rest != 0; rest &= rest - 1) {
            height = Long.numberOfTrailingZeros(rest);
            root = node(new Hash(nodes(height, (rest >>> height) - 1, 1)), root);
        }
        return root;
    }

    /// Neighbouring nodes of one height, one after the other: with a height of 8 l, the content of a tile of level l.
    public Bytes nodes(int height, long from, int count) {
        int start = Math.toIntExact(from * Hash.SIZE);
        return Bytes.of(Arrays.copyOfRange(levels.get(height), start, start + count * Hash.SIZE));
    }
}
