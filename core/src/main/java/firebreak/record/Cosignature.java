package firebreak.record;

import java.time.Instant;

/// A witness's verified statement: when it signed, this checkpoint was the largest it had seen of the record, and
/// it continued every earlier one (C2SP tlog-cosignature).
///
/// @param at in whole seconds, by the witness's clock
public record Cosignature(KeyName witness, SignatureType type, Instant at) {}
