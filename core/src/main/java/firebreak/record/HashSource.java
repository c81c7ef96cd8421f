package firebreak.record;

import firebreak.encoding.Hash;

/// Where the hashes of a Merkle tree come from: memory, tiles, a store.
@FunctionalInterface
public interface HashSource {
    /// The hash of the complete subtree over the `2^height` leaves from `index * 2^height`. Asked only for
    /// subtrees that lie wholly within the tree; a source that lacks one throws unchecked.
    Hash subtree(int height, long index);
}
