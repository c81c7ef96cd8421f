package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.identity.RecordSecret;
import java.time.Instant;
import java.util.List;

/// Signs the checkpoints of one record with both its keys. It signs what it is given: that a checkpoint
/// continues the last one signed is for its caller to know. Holds the secret, does not own it.
public final class CheckpointSigner {
    private final Origin origin;
    private final RecordSecret secret;
    private final VerifierKey ed25519;
    private final VerifierKey mlDsa44;

    public CheckpointSigner(Origin origin, RecordSecret secret) {
        this.origin = origin;
        this.secret = secret;
        List<VerifierKey> keys = VerifierKey.ofRecord(origin, secret.keys());
        this.ed25519 = keys.get(0);
        this.mlDsa44 = keys.get(1);
    }

    /// @param at kept in whole seconds, from the second after the epoch to the end of the year 9999
    public SignedCheckpoint sign(Checkpoint checkpoint, Instant at) {
        if (!checkpoint.origin().equals(origin)) {
            throw new IllegalArgumentException("this signer signs for " + origin + " only");
        }
        long time = at.getEpochSecond();
        if (!Statement.isTime(time)) {
            throw new IllegalArgumentException("a checkpoint is signed after 1970 and before 10000, not at " + at);
        }
        SignedNote note = new SignedNote(checkpoint.text(), List.of(plain(checkpoint), timed(checkpoint, time)));
        return new SignedCheckpoint(new CheckpointNote(checkpoint, note), Instant.ofEpochSecond(time));
    }

    private SignatureLine plain(Checkpoint checkpoint) {
        return new SignatureLine(ed25519.ref(), secret.signEd25519(Bytes.ofUtf8(checkpoint.text())));
    }

    private SignatureLine timed(Checkpoint checkpoint, long time) {
        Bytes signature = secret.signMlDsa44(CosignedMessage.of(mlDsa44, checkpoint, time));
        return new SignatureLine(mlDsa44.ref(), CosignedMessage.uint64(time).plus(signature));
    }
}
