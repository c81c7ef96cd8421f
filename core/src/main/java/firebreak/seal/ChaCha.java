package firebreak.seal;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 (RFC 8439) without associated data, from the JDK: seven times faster on a chunk than
/// Bouncy Castle's.
final class ChaCha {
    static final int KEY = 32;
    static final int NONCE = 12;
    static final int TAG = 16;

    private ChaCha() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] plaintext, int size) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plaintext, 0, size);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ChaCha20-Poly1305 seals any bytes", impossible);
        }
    }

    /// The plaintext, or nothing where the tag does not fit key, nonce and ciphertext.
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] sealed, int size) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, 0, size));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ChaCha20-Poly1305 opens any bytes as long as its tag", impossible);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        Key chaCha = new SecretKeySpec(key, "ChaCha20");
        cipher.init(mode, chaCha, new IvParameterSpec(nonce));
        return cipher;
    }
}
