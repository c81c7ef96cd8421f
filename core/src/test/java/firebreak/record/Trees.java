package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Trees to test with, and RFC 6962 section 2.1 written down once more in its plainest form.
final class Trees {
    private Trees() {}

    static Hash leaf(long index) {
        return Merkle.leafHash(Bytes.ofUtf8("leaf " + index));
    }

    static List<Hash> leaves(long size) {
        return LongStream.range(0, size).mapToObj(Trees::leaf).toList();
    }

    /// MTH as the RFC defines it, by halves and nothing else.
    static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.of(Bytes.EMPTY);
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        byte[] node = new byte[1 + 2 * Hash.SIZE];
        node[0] = 1;
        System.arraycopy(root(leaves.subList(0, split)).bytes().toArray(), 0, node, 1, Hash.SIZE);
        System.arraycopy(
                root(leaves.subList(split, leaves.size())).bytes().toArray(), 0, node, 1 + Hash.SIZE, Hash.SIZE);
        return Hash.of(Bytes.wrap(node));
    }

    /// A tree of any size up to the limit: one marked leaf among equal ones.
    static HashSource marked(long marked) {
        List<Hash> equal = new ArrayList<>(List.of(leaf(-1)));
        for (int height = 1; height <= 53; height++) {
            equal.add(Merkle.nodeHash(equal.getLast(), equal.getLast()));
        }
        return new HashSource() {
            @Override
            public Hash subtree(int height, long index) {
                if (marked >>> height != index) {
                    return equal.get(height);
                }
                return height == 0
                        ? leaf(marked)
                        : Merkle.nodeHash(subtree(height - 1, 2 * index), subtree(height - 1, 2 * index + 1));
            }
        };
    }

    static Hash flipped(Hash hash, Random random) {
        byte[] content = hash.bytes().toArray();
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        return new Hash(Bytes.wrap(content));
    }

    /// Every way to damage a path that a verifier must notice.
    static List<List<Hash>> damaged(List<Hash> path, Random random) {
        List<List<Hash>> damaged = new ArrayList<>();
        damaged.add(with(path, path.size(), leaf(random.nextLong())));
        damaged.add(with(path, 0, leaf(random.nextLong())));
        for (int i = 0; i < path.size(); i++) {
            List<Hash> changed = new ArrayList<>(path);
            changed.set(i, flipped(path.get(i), random));
            damaged.add(changed);
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            damaged.add(shorter);
        }
        return damaged;
    }

    private static List<Hash> with(List<Hash> path, int at, Hash extra) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(at, extra);
        return longer;
    }
}
