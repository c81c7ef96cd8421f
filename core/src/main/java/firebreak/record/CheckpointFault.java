package firebreak.record;

/// Why a checkpoint is refused.
public enum CheckpointFault {
    /// It is of another record.
    WRONG_ORIGIN,

    /// The record's Ed25519 line is missing.
    ED25519_LINE_MISSING,

    /// The record's ML-DSA-44 line is missing.
    ML_DSA_44_LINE_MISSING,

    /// A line of the record is there twice.
    LINE_REPEATED,

    /// The record's Ed25519 signature is not valid.
    ED25519_SIGNATURE_BAD,

    /// The record's ML-DSA-44 signature is not valid.
    ML_DSA_44_SIGNATURE_BAD,

    /// The time its ML-DSA-44 line states is 0 or after the year 9999.
    TIME_OUT_OF_RANGE
}
