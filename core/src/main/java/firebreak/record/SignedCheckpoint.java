package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A checkpoint that its record has signed with both keys, verified. Lines of others are carried unverified;
/// [#cosignatures] looks at those of known witnesses.
public final class SignedCheckpoint {
    private final CheckpointNote note;
    private final Instant statedAt;

    SignedCheckpoint(CheckpointNote note, Instant statedAt) {
        this.note = note;
        this.statedAt = statedAt;
    }

    /// @throws FormatException where the bytes are no checkpoint at all
    public static CheckpointCheck verify(String place, Bytes content, Origin origin, RecordKeys keys)
            throws FormatException {
        return CheckpointNote.parse(place, content).verify(origin, keys);
    }

    static CheckpointCheck verify(CheckpointNote note, Origin origin, RecordKeys keys) {
        if (!note.checkpoint().origin().equals(origin)) {
            return new CheckpointCheck.Refused(CheckpointFault.WRONG_ORIGIN);
        }
        List<Statement> statements = new ArrayList<>();
        for (VerifierKey key : VerifierKey.ofRecord(origin, keys)) {
            List<SignatureLine> lines = note.note().linesOf(key.ref());
            if (lines.size() != 1) {
                return new CheckpointCheck.Refused(lines.isEmpty() ? missing(key) : CheckpointFault.LINE_REPEATED);
            }
            Optional<Statement> statement =
                    key.verify(note.checkpoint(), lines.getFirst().signature());
            if (statement.isEmpty()) {
                return new CheckpointCheck.Refused(bad(key));
            }
            statements.add(statement.get());
        }
        return timed(note, statements.getLast());
    }

    private static CheckpointCheck timed(CheckpointNote note, Statement timed) {
        return Statement.isTime(timed.time())
                ? new CheckpointCheck.Verified(new SignedCheckpoint(note, timed.at()))
                : new CheckpointCheck.Refused(CheckpointFault.TIME_OUT_OF_RANGE);
    }

    private static CheckpointFault missing(VerifierKey key) {
        return key.type().isTimed() ? CheckpointFault.ML_DSA_44_LINE_MISSING : CheckpointFault.ED25519_LINE_MISSING;
    }

    private static CheckpointFault bad(VerifierKey key) {
        return key.type().isTimed() ? CheckpointFault.ML_DSA_44_SIGNATURE_BAD : CheckpointFault.ED25519_SIGNATURE_BAD;
    }

    public Checkpoint checkpoint() {
        return note.checkpoint();
    }

    public CheckpointNote note() {
        return note;
    }

    public Bytes bytes() {
        return note.bytes();
    }

    /// When the record's owner says it signed, in whole seconds: a claim, not witness time.
    public Instant statedAt() {
        return statedAt;
    }

    /// The same checkpoint with further lines, such as a witness returns; those it has are not added again.
    public SignedCheckpoint with(List<SignatureLine> further) {
        return new SignedCheckpoint(new CheckpointNote(checkpoint(), note.note().with(further)), statedAt);
    }

    /// What known witnesses say about this checkpoint. A bad line of a known witness spoils the whole note
    /// (C2SP signed-note); lines of unknown keys and valid lines that state no time are passed over.
    ///
    /// @param witnesses keys that state times
    public CosignatureCheck cosignatures(List<VerifierKey> witnesses) {
        List<Cosignature> cosignatures = new ArrayList<>();
        for (VerifierKey witness : witnesses) {
            if (!witness.type().isTimed()) {
                throw new IllegalArgumentException("a witness has a key that states times, not " + witness.type());
            }
            for (SignatureLine line : note.note().linesOf(witness.ref())) {
                Optional<Statement> statement = witness.verify(checkpoint(), line.signature());
                if (statement.isEmpty() || Long.compareUnsigned(statement.get().time(), Statement.MAX_TIME) > 0) {
                    return new CosignatureCheck.Refused(witness.ref());
                }
                statement
                        .filter(timed -> Statement.isTime(timed.time()))
                        .ifPresent(
                                timed -> cosignatures.add(new Cosignature(witness.name(), witness.type(), timed.at())));
            }
        }
        return new CosignatureCheck.Verified(cosignatures);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedCheckpoint that && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return note.hashCode();
    }

    @Override
    public String toString() {
        return "signed checkpoint of " + checkpoint().origin() + " at size "
                + checkpoint().size();
    }
}
