package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One record of an export with its tree computed from the leaves.
///
/// @param leaves by index; empty where the leaf could not be read
/// @param statedAt when the owner says it signed; absent where the checkpoint is not validly signed
record RecordTree(RecordEntry entry, List<Optional<Leaf>> leaves, LeafHashes hashes, Optional<Instant> statedAt) {
    /// The leaf at an index of this record.
    Optional<Leaf> leaf(long index) {
        return index < leaves.size() ? leaves.get(Math.toIntExact(index)) : Optional.empty();
    }

    Hash leafHash(long index) {
        return hashes.subtree(0, index);
    }

    /// The root when the record had this many leaves.
    Hash rootAt(long size) {
        return Merkle.root(size, hashes);
    }

    static Hash hashOf(Bytes entry) {
        return Merkle.leafHash(entry);
    }
}
