package firebreak.witness;

import firebreak.identity.RecordKeys;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointFault;
import firebreak.record.ConsistencyProof;
import firebreak.record.ForkEvidence;
import firebreak.record.SignedCheckpoint;
import java.util.Optional;

/// What a witness decides about one request (C2SP tlog-witness). It signs at most one history of a record: what it
/// signed last is durable before the signature leaves it, and the next must continue it.
public sealed interface Witnessing {
    /// Sign this checkpoint, once it is durable as the newest of its record, in one step with the decision.
    ///
    /// @param newest as its owner signed it, without other lines' worth
    record Cosign(SignedCheckpoint newest) implements Witnessing {}

    /// The owner is mistaken about what was signed here last, or asks again for less.
    ///
    /// @param size of the newest checkpoint signed here; 0 for none
    record Conflict(long size) implements Witnessing {}

    /// The owner has signed two things that cannot both be true. Never signed; the proof is for everybody.
    ///
    /// @param size of the newest checkpoint signed here
    record Forked(long size, ForkEvidence evidence) implements Witnessing {}

    /// A record that this witness does not witness.
    record Unknown() implements Witnessing {}

    /// Not signed with both keys of its record.
    record Unsigned(CheckpointFault fault) implements Witnessing {}

    /// The old size is above the checkpoint's.
    record Senseless() implements Witnessing {}

    /// The proof does not show that the record continues from the old size.
    record Unproved() implements Witnessing {}

    /// @param keys of the record that the checkpoint names; absent where it is not witnessed here
    /// @param latest what was signed here last of that record
    /// @param shown the same as its owner signed it, where that is still at hand: without it a fork is refused, and
    ///     cannot be proved to others
    static Witnessing decide(
            AddCheckpoint request,
            Optional<RecordKeys> keys,
            Optional<Checkpoint> latest,
            Optional<SignedCheckpoint> shown) {
        if (keys.isEmpty()) {
            return new Unknown();
        }
        Checkpoint asked = request.checkpoint().checkpoint();
        return switch (request.checkpoint().verify(asked.origin(), keys.get())) {
            case CheckpointCheck.Refused(CheckpointFault fault) -> new Unsigned(fault);
            case CheckpointCheck.Verified(SignedCheckpoint signed) -> decide(request, signed, latest, shown);
        };
    }

    private static Witnessing decide(
            AddCheckpoint request,
            SignedCheckpoint signed,
            Optional<Checkpoint> latest,
            Optional<SignedCheckpoint> shown) {
        Checkpoint asked = signed.checkpoint();
        long size = latest.map(Checkpoint::size).orElse(0L);
        Optional<ForkEvidence> fork = shown.filter(
                        known -> latest.filter(known.checkpoint()::equals).isPresent())
                .flatMap(known -> ForkEvidence.between(known, signed));
        if (fork.isPresent()) {
            return new Forked(size, fork.get());
        }
        if (request.old() > asked.size()) {
            return new Senseless();
        }
        if (request.old() != size) {
            return new Conflict(size);
        }
        boolean continues = latest.isEmpty()
                ? request.proof().isEmpty()
                : new ConsistencyProof(size, asked.size(), request.proof())
                        .verify(latest.get().root(), asked.root());
        return continues ? new Cosign(signed) : new Unproved();
    }
}
