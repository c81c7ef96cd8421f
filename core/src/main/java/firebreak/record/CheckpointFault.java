package firebreak.record;

/// Why a checkpoint is refused.
public enum CheckpointFault {
    WRONG_ORIGIN("it is of another record"),
    ED25519_LINE_MISSING("the record's Ed25519 line is missing"),
    ML_DSA_44_LINE_MISSING("the record's ML-DSA-44 line is missing"),
    LINE_REPEATED("a line of the record is there twice"),
    ED25519_SIGNATURE_BAD("the record's Ed25519 signature is not valid"),
    ML_DSA_44_SIGNATURE_BAD("the record's ML-DSA-44 signature is not valid"),
    TIME_OUT_OF_RANGE("the time its ML-DSA-44 line states is 0 or after the year 9999");

    private final String sentence;

    CheckpointFault(String sentence) {
        this.sentence = sentence;
    }

    /// The end of a sentence that begins "The checkpoint is refused: ".
    public String sentence() {
        return sentence;
    }
}
