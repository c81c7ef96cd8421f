package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import java.time.Instant;
import java.util.List;

/// Signs other members' checkpoints as a witness, with both keys and the time (C2SP tlog-cosignature). It signs what it
/// is given: that a checkpoint continues the last one signed is for its caller to know. Holds the secret, does not own
/// it.
public final class Cosigner {
    private final RecordSecret secret;
    private final VerifierKey ed25519;
    private final VerifierKey mlDsa44;

    /// @param name of the witness; never a record's origin, whose lines say something else
    public Cosigner(KeyName name, RecordSecret secret) {
        this.secret = secret;
        List<VerifierKey> keys = keys(name, secret.keys());
        ed25519 = keys.get(0);
        mlDsa44 = keys.get(1);
    }

    /// The two keys of a witness, in the order of their lines.
    public static List<VerifierKey> keys(KeyName name, RecordKeys keys) {
        return List.of(
                new VerifierKey(name, SignatureType.TIMED_ED25519, keys.ed25519()),
                new VerifierKey(name, SignatureType.TIMED_ML_DSA_44, keys.mlDsa44()));
    }

    /// @param at kept in whole seconds, from the second after the epoch to the end of the year 9999
    public List<SignatureLine> sign(Checkpoint checkpoint, Instant at) {
        long time = at.getEpochSecond();
        if (!Statement.isTime(time)) {
            throw new IllegalArgumentException("a checkpoint is cosigned after 1970 and before 10000, not at " + at);
        }
        return List.of(
                line(ed25519, time, secret.signEd25519(CosignedMessage.of(ed25519, checkpoint, time))),
                line(mlDsa44, time, secret.signMlDsa44(CosignedMessage.of(mlDsa44, checkpoint, time))));
    }

    private static SignatureLine line(VerifierKey key, long time, Bytes signature) {
        return new SignatureLine(key.ref(), CosignedMessage.uint64(time).plus(signature));
    }
}
