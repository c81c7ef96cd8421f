package firebreak.record;

/// What came of verifying a checkpoint.
public sealed interface CheckpointCheck {
    /// Both lines of the record are there and valid.
    record Verified(SignedCheckpoint checkpoint) implements CheckpointCheck {}

    record Refused(CheckpointFault fault) implements CheckpointCheck {}
}
