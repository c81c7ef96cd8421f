package firebreak.record;

/// What came of checking fork evidence.
public sealed interface ForkCheck {
    /// The record did fork.
    ///
    /// @param sentence what it signed, for people
    record Proven(Origin origin, String sentence) implements ForkCheck {}

    record Refused(ForkFault fault) implements ForkCheck {}
}
