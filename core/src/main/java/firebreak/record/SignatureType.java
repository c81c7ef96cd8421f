package firebreak.record;

import firebreak.identity.Algorithm;

/// The signature types of signed notes that Firebreak knows, with the byte that C2SP assigns to each.
public enum SignatureType {
    /// Ed25519 over the text of the note (signed-note).
    ED25519(0x01),
    /// A witness's Ed25519 over time and text (tlog-cosignature, `cosignature/v1`).
    TIMED_ED25519(0x04),
    /// ML-DSA-44 over cosigner, time, origin, size and root (tlog-cosignature, `subtree/v1`).
    TIMED_ML_DSA_44(0x06);

    private final int code;

    SignatureType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public Algorithm algorithm() {
        return switch (this) {
            case ED25519, TIMED_ED25519 -> Algorithm.ED25519;
            case TIMED_ML_DSA_44 -> Algorithm.ML_DSA_44;
        };
    }

    /// Whether the signature states a time.
    public boolean isTimed() {
        return this != ED25519;
    }
}
