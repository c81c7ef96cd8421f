package firebreak.verifier.export;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Checkpoint;
import firebreak.verifier.tree.Leaf;
import firebreak.verifier.tree.Tree;
import java.time.Instant;
import java.util.Optional;

/// One record whose files were checked.
///
/// @param leaves 65 bytes each, one after the other; zeros where a leaf is not known
/// @param statedAt when its owner claims to have signed it; absent where the owner did not sign
record HeldRecord(Entry entry, Bytes leaves, Tree tree, Optional<Instant> statedAt) {
    /// Whether it had this root at this size, which is not none.
    boolean had(Checkpoint checkpoint) {
        return checkpoint.origin().equals(entry.origin())
                && checkpoint.size() >= 1
                && checkpoint.size() <= entry.size()
                && checkpoint.root().equals(tree.root(checkpoint.size()));
    }

    /// What stands at an index that the record has.
    Optional<Leaf> leaf(long index) {
        int from = Math.toIntExact(index * Leaf.SIZE);
        try {
            return Optional.of(Leaf.read("leaf", leaves.slice(from, from + Leaf.SIZE)));
        } catch (Malformed notKnown) {
            return Optional.empty();
        }
    }
}
