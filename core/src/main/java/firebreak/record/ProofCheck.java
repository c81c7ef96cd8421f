package firebreak.record;

/// What came of verifying a tlog-proof.
public sealed interface ProofCheck {
    /// The record signed a tree with the leaf at this index.
    record Included(SignedCheckpoint checkpoint, long index) implements ProofCheck {}

    /// The record signed the checkpoint, but the leaf does not lead to its root.
    record NotIncluded(SignedCheckpoint checkpoint) implements ProofCheck {}

    /// The record did not sign the checkpoint.
    record Unsigned(CheckpointFault fault) implements ProofCheck {}
}
