package firebreak.record;

/// What kind of signed object a leaf commits to; the first byte of a leaf.
public enum LeafType {
    /// Leaf 0: what record this is.
    OPENING(1),
    NOTE(2),
    RECEIPT(3),
    /// From here on a version of charter, agreement, manifest or pack applies.
    ADOPTION(4),
    /// Leaf 0 of a record that continues another.
    SUCCESSOR(5);

    private final int code;

    LeafType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
