package firebreak.node.store;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// XAES-256-GCM (c2sp.org/XAES-256-GCM): AES-256-GCM under a key derived afresh from each 24-byte nonce
/// (NIST SP 800-108r1 with CMAC). Random nonces are safe for 2^80 values, where plain AES-GCM ends at 2^32; and
/// a store that was copied or restored keeps no counter that could run twice.
///
/// Not thread-safe: each connection owns one.
final class Xaes256Gcm {
    static final int KEY_SIZE = 32;
    static final int NONCE_SIZE = 24;
    static final int TAG_SIZE = 16;

    private static final int BLOCK = 16;
    private static final int HALF_NONCE = 12;

    private final Cipher block;
    private final Cipher gcm;
    private final byte[] cmacSubkey;

    Xaes256Gcm(byte[] key) {
        if (key.length != KEY_SIZE) {
            throw new IllegalArgumentException("XAES-256-GCM takes a key of 32 bytes, not " + key.length);
        }
        try {
            block = Cipher.getInstance("AES/ECB/NoPadding");
            block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
            cmacSubkey = doubled(block.doFinal(new byte[BLOCK]));
        } catch (GeneralSecurityException impossible) {
            throw noAes(impossible);
        }
    }

    /// The ciphertext and its tag; the nonce is not repeated in it.
    byte[] seal(byte[] nonce, byte[] plaintext, byte[] associated) {
        try {
            init(Cipher.ENCRYPT_MODE, nonce);
            gcm.updateAAD(associated);
            return gcm.doFinal(plaintext);
        } catch (GeneralSecurityException impossible) {
            throw noAes(impossible);
        }
    }

    /// The plaintext of `sealed` from an offset on.
    ///
    /// @throws AEADBadTagException when nonce, ciphertext or associated data are not those that were sealed
    byte[] open(byte[] nonce, byte[] sealed, int offset, byte[] associated) throws AEADBadTagException {
        try {
            init(Cipher.DECRYPT_MODE, nonce);
            gcm.updateAAD(associated);
            return gcm.doFinal(sealed, offset, sealed.length - offset);
        } catch (AEADBadTagException bad) {
            throw bad;
        } catch (GeneralSecurityException impossible) {
            throw noAes(impossible);
        }
    }

    private void init(int mode, byte[] nonce) throws GeneralSecurityException {
        byte[] derived = derive(nonce);
        gcm.init(
                mode,
                new SecretKeySpec(derived, "AES"),
                new GCMParameterSpec(8 * TAG_SIZE, nonce, HALF_NONCE, HALF_NONCE));
        Arrays.fill(derived, (byte) 0);
    }

    private byte[] derive(byte[] nonce) throws GeneralSecurityException {
        byte[] blocks = new byte[2 * BLOCK];
        for (int half = 0; half < 2; half++) {
            int at = half * BLOCK;
            blocks[at + 1] = (byte) (half + 1);
            blocks[at + 2] = 'X';
            System.arraycopy(nonce, 0, blocks, at + 4, HALF_NONCE);
            for (int i = 0; i < BLOCK; i++) {
                blocks[at + i] ^= cmacSubkey[i];
            }
        }
        return block.doFinal(blocks);
    }

    /// Doubling in GF(2^128), the CMAC subkey K1 of NIST SP 800-38B section 6.1.
    private static byte[] doubled(byte[] value) {
        byte[] shifted = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            int next = i + 1 < BLOCK ? (value[i + 1] & 0xff) >>> 7 : 0;
            shifted[i] = (byte) (value[i] << 1 | next);
        }
        if (value[0] < 0) {
            shifted[BLOCK - 1] ^= (byte) 0x87;
        }
        return shifted;
    }

    private static IllegalStateException noAes(GeneralSecurityException cause) {
        return new IllegalStateException("this Java runtime has no working AES-GCM", cause);
    }
}
