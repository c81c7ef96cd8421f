package firebreak.record;

/// Why fork evidence proves nothing against a record.
public enum ForkFault {
    UNSIGNED("one of the statements is not signed by both keys of this record"),
    NOT_PROVED("the hashes do not lead to the root that the record signed"),
    NOT_COMPARABLE("the statements are about different sizes or indexes"),
    NO_CONTRADICTION("both statements can be true");

    private final String sentence;

    ForkFault(String sentence) {
        this.sentence = sentence;
    }

    /// The end of a sentence that begins "The evidence is refused: ".
    public String sentence() {
        return sentence;
    }
}
