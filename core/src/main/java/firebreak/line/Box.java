package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 (RFC 8439) of one frame: the nonce is the counter, the associated data all that stands
/// before the box.
final class Box {
    static final int TAG = 16;

    private static final int NONCE = 12;

    private Box() {}

    static Bytes seal(Secret key, long counter, Bytes head, Bytes plaintext) {
        try {
            return Bytes.wrap(apply(Cipher.ENCRYPT_MODE, key, counter, head, plaintext));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ChaCha20-Poly1305 seals any bytes", impossible);
        }
    }

    /// The plaintext, or nothing where the tag does not fit.
    static Optional<Bytes> open(Secret key, long counter, Bytes head, Bytes box) {
        try {
            return Optional.of(Bytes.wrap(apply(Cipher.DECRYPT_MODE, key, counter, head, box)));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ChaCha20-Poly1305 opens any bytes as long as its tag", impossible);
        }
    }

    private static byte[] apply(int mode, Secret key, long counter, Bytes head, Bytes content)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE).putInt(0).putLong(counter).array();
        return key.use(bytes -> {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            Key chaCha = new SecretKeySpec(bytes, "ChaCha20");
            cipher.init(mode, chaCha, new IvParameterSpec(nonce));
            cipher.updateAAD(head.toArray());
            return cipher.doFinal(content.toArray());
        });
    }
}
