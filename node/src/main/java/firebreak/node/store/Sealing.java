package firebreak.node.store;

import firebreak.encoding.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;

/// How a value looks on disk: a random nonce (24 bytes), the ciphertext, the tag (16). Table and key are bound as
/// associated data, so a value that was moved or swapped does not open where it lies now.
///
/// Not thread-safe: each connection owns one.
final class Sealing {
    static final int OVERHEAD = Xaes256Gcm.NONCE_SIZE + Xaes256Gcm.TAG_SIZE;

    private final Xaes256Gcm cipher;
    private final RandomGenerator random;

    Sealing(StoreKeys keys, RandomGenerator random) {
        this.cipher = keys.values().use(Xaes256Gcm::new);
        this.random = random;
    }

    byte[] seal(String table, String key, Bytes value) {
        byte[] nonce = new byte[Xaes256Gcm.NONCE_SIZE];
        random.nextBytes(nonce);
        byte[] ciphertext = cipher.seal(nonce, value.toArray(), associated(table, key));
        byte[] sealed = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, sealed, nonce.length, ciphertext.length);
        return sealed;
    }

    /// @throws AEADBadTagException when this is not a value sealed for this place
    Bytes open(String table, String key, byte[] sealed) throws AEADBadTagException {
        if (sealed.length < OVERHEAD) {
            throw new AEADBadTagException("shorter than a nonce and a tag");
        }
        return Bytes.wrap(cipher.open(nonce(sealed), sealed, Xaes256Gcm.NONCE_SIZE, associated(table, key)));
    }

    static byte[] nonce(byte[] sealed) {
        return Arrays.copyOf(sealed, Xaes256Gcm.NONCE_SIZE);
    }

    /// Neither part can hold the zero byte between them, so no two places give the same bytes.
    private static byte[] associated(String table, String key) {
        return ("firebreak/store/v1\0" + table + '\0' + key).getBytes(StandardCharsets.UTF_8);
    }
}
