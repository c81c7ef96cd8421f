package firebreak.engine;

import firebreak.encoding.Hash;
import firebreak.record.Leaf;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record's root at an earlier size, computed from its stored leaves: one read per leaf. Needed only for a
/// checkpoint older than what is held, which is rare and never on the way of a fresh note.
final class StoredTree {
    /// Reads one stored leaf.
    @FunctionalInterface
    interface Leaves {
        Optional<Leaf> leaf(Origin origin, long index);
    }

    private final Leaves leaves;

    StoredTree(Leaves leaves) {
        this.leaves = leaves;
    }

    Hash root(Origin origin, long size) {
        List<Hash> hashes = new ArrayList<>();
        for (long index = 0; index < size; index++) {
            hashes.add(leaves.leaf(origin, index).orElseThrow().hash());
        }
        return Merkle.root(hashes);
    }
}
