package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HKDF with SHA-256 (RFC 5869) for keys of at most one block. On the JDK's HMAC: its own HKDF takes five times
/// as long, and an envelope derives five keys.
public final class Hkdf {
    /// Octets of the hash, and the most that is derived.
    static final int SIZE = 32;

    /// An empty salt stands for this many zeros (section 2.2).
    private static final byte[] NO_SALT = new byte[SIZE];

    private Hkdf() {}

    /// Extract, then expand to 32 bytes. The caller closes what comes of it; the given secret stays open.
    public static Secret derive(Secret secret, Bytes salt, Bytes info) {
        return Secret.wrap(secret.<byte[], RuntimeException>use(bytes -> derive(bytes, salt, info)));
    }

    /// Extract, then expand to 32 bytes.
    static byte[] derive(byte[] secret, Bytes salt, Bytes info) {
        byte[] key = extract(salt.toArray(), secret);
        try {
            return expand(key, info, SIZE);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt.length == 0 ? NO_SALT : salt, Bytes.EMPTY, secret);
    }

    /// @param size 1 to 32
    static byte[] expand(byte[] key, Bytes info, int size) {
        if (size < 1 || size > SIZE) {
            throw new IllegalArgumentException("one block of HKDF has 1 to " + SIZE + " bytes");
        }
        return Arrays.copyOf(hmac(key, info, new byte[] {1}), size);
    }

    /// HMAC-SHA-256 (RFC 2104) over the two parts one after the other.
    static byte[] hmac(byte[] key, Bytes first, byte[] second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(first.buffer());
            return mac.doFinal(second);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HMAC with SHA-256", impossible);
        }
    }
}
