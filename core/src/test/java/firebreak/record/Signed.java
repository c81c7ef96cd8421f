package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// One record with its keys, and what it signs.
final class Signed {
    static final Instant AT = Instant.parse("2022-10-23T12:00:00Z");
    static final Origin ORIGIN = Origin.random(new Random(1));
    static final RecordSecret SECRET = RecordSecret.generate(new Random(2));
    static final RecordKeys KEYS = SECRET.keys();
    static final CheckpointSigner SIGNER = new CheckpointSigner(ORIGIN, SECRET);

    private Signed() {}

    static SignedCheckpoint checkpoint(long size, Hash root) {
        return SIGNER.sign(new Checkpoint(ORIGIN, size, root), AT);
    }

    static SignedCheckpoint checkpoint(HashSource tree, long size) {
        return checkpoint(size, Merkle.root(size, tree));
    }

    /// The lines of a checkpoint, changed by hand.
    static CheckpointNote relined(SignedCheckpoint checkpoint, UnaryOperator<List<SignatureLine>> change) {
        List<SignatureLine> lines = change.apply(checkpoint.note().note().lines());
        return new CheckpointNote(
                checkpoint.checkpoint(), new SignedNote(checkpoint.checkpoint().text(), lines));
    }

    static SignatureLine flipped(SignatureLine line, int at) {
        byte[] signature = line.signature().toArray();
        signature[at] ^= 1;
        return new SignatureLine(line.key(), Bytes.wrap(signature));
    }
}
