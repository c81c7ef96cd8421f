package firebreak.record;

import firebreak.encoding.Bytes;
import java.nio.ByteBuffer;

/// The bytes that a timed signature covers (C2SP tlog-cosignature).
final class CosignedMessage {
    private static final String ED25519_HEADER = "cosignature/v1\n";
    private static final Bytes SUBTREE_LABEL = Bytes.ofUtf8("subtree/v1\n\0");

    private CosignedMessage() {}

    static Bytes of(VerifierKey cosigner, Checkpoint checkpoint, long time) {
        return switch (cosigner.type()) {
            case ED25519 -> throw new IllegalArgumentException("a signature of type 1 states no time");
            case TIMED_ED25519 -> ed25519(checkpoint, time);
            case TIMED_ML_DSA_44 -> subtree(cosigner.name(), checkpoint, time);
        };
    }

    private static Bytes ed25519(Checkpoint checkpoint, long time) {
        return Bytes.ofUtf8(ED25519_HEADER + "time " + Long.toUnsignedString(time) + "\n" + checkpoint.text());
    }

    /// A whole tree is the subtree from 0 to its size.
    static Bytes subtree(KeyName cosigner, Checkpoint checkpoint, long time) {
        return Bytes.concat(
                SUBTREE_LABEL,
                shortOpaque(cosigner.text()),
                uint64(time),
                shortOpaque(checkpoint.origin().text()),
                uint64(0),
                uint64(checkpoint.size()),
                checkpoint.root().bytes());
    }

    private static Bytes shortOpaque(String text) {
        Bytes content = Bytes.ofUtf8(text);
        return Bytes.wrap(new byte[] {(byte) content.size()}).plus(content);
    }

    static Bytes uint64(long value) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
