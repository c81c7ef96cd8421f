package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import java.util.List;
import java.util.Optional;

/// A proof that one leaf stands in a record, complete in itself (C2SP tlog-proof, version 1): the leaf's index,
/// its inclusion path and the checkpoint it leads to. Parsed, not verified.
///
/// @param extra further data that nothing authenticates; absent, never empty
/// @param index of the leaf, from 0
/// @param path sibling hashes from the leaf upwards, at most 53
public record TlogProof(Optional<Bytes> extra, long index, List<Hash> path, CheckpointNote checkpoint) {
    /// The whole proof, in bytes.
    public static final int MAX_SIZE = 128 * 1024;

    public TlogProof {
        path = List.copyOf(path);
        if (index < 0 || index >= Merkle.MAX_SIZE || path.size() > InclusionProof.MAX_PATH) {
            throw new IllegalArgumentException("no leaf has index " + index + " and a path of " + path.size());
        }
        if (extra.filter(Bytes::isEmpty).isPresent()) {
            throw new IllegalArgumentException("extra data that is empty is left out");
        }
    }

    public static TlogProof of(SignedCheckpoint checkpoint, InclusionProof proof) {
        if (checkpoint.checkpoint().size() != proof.size()) {
            throw new IllegalArgumentException("the proof is for another size than the checkpoint");
        }
        return new TlogProof(Optional.empty(), proof.index(), proof.path(), checkpoint.note());
    }

    public Bytes bytes() {
        StringBuilder out = new StringBuilder(TlogProofReader.FIRST_LINE).append('\n');
        extra.ifPresent(
                data -> out.append(TlogProofReader.EXTRA).append(data.base64()).append('\n'));
        out.append(TlogProofReader.INDEX).append(index).append('\n');
        path.forEach(hash -> out.append(hash.bytes().base64()).append('\n'));
        return Bytes.ofUtf8(out.append('\n').toString()).plus(checkpoint.bytes());
    }

    public static TlogProof parse(String place, Bytes content) throws FormatException {
        if (content.size() > MAX_SIZE) {
            throw new FormatException(place, "expected at most " + MAX_SIZE + " bytes, found " + content.size());
        }
        return new TlogProofReader(place, content.utf8(place)).read();
    }

    /// Whether the record signed a tree in which this leaf stands at the proof's index.
    public ProofCheck verify(Hash leafHash, Origin origin, RecordKeys keys) {
        return switch (checkpoint.verify(origin, keys)) {
            case CheckpointCheck.Refused(CheckpointFault fault) -> new ProofCheck.Unsigned(fault);
            case CheckpointCheck.Verified(SignedCheckpoint signed) -> included(leafHash, signed);
        };
    }

    /// The same under a checkpoint whose signatures were checked before: it must be this proof's own, to the byte.
    public ProofCheck included(Hash leafHash, SignedCheckpoint signed) {
        if (!signed.bytes().equals(checkpoint.bytes())) {
            throw new IllegalArgumentException("the checkpoint is not the one of this proof");
        }
        Checkpoint head = signed.checkpoint();
        return index < head.size() && new InclusionProof(index, head.size(), path).verify(leafHash, head.root())
                ? new ProofCheck.Included(signed, index)
                : new ProofCheck.NotIncluded(signed);
    }
}
