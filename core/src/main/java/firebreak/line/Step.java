package firebreak.line;

import firebreak.encoding.Bytes;

/// The next state and what else came of a step.
public sealed interface Step {
    LineState state();

    /// A frame was made.
    ///
    /// @param frame 4,096 bytes to send, once
    record Made(LineState state, Bytes frame) implements Step {}

    /// A frame was looked at.
    record Arrived(LineState state, Arrival arrival) implements Step {}
}
