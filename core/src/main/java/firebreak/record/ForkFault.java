package firebreak.record;

/// Why fork evidence proves nothing against a record.
public enum ForkFault {
    /// One of the statements is not signed by both keys of this record.
    UNSIGNED,

    /// The hashes do not lead to the root that the record signed.
    NOT_PROVED,

    /// The statements are about different sizes or indexes.
    NOT_COMPARABLE,

    /// Both statements can be true.
    NO_CONTRADICTION
}
