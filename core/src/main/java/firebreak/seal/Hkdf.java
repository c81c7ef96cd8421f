package firebreak.seal;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// HKDF with SHA-256 (RFC 5869), from the JDK.
final class Hkdf {
    /// Octets of the hash, and of every key derived here unless said otherwise.
    static final int SIZE = 32;

    private Hkdf() {}

    /// Extract, then expand to 32 bytes.
    static byte[] derive(byte[] secret, byte[] salt, byte[] info) {
        return run(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, SIZE));
    }

    static byte[] extract(byte[] salt, byte[] secret) {
        return run(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).extractOnly());
    }

    static byte[] expand(byte[] key, byte[] info, int size) {
        return run(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "HKDF"), info, size));
    }

    private static byte[] run(AlgorithmParameterSpec steps) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(steps);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no HKDF with SHA-256", impossible);
        }
    }
}
