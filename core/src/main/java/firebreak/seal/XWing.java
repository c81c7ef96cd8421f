package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// X-Wing (draft-connolly-cfrg-xwing-kem), the hybrid of ML-KEM-768 and X25519 that HPKE numbers 0x647a. An
/// attacker must break both.
///
/// Composed from Bouncy Castle's two halves, because its own X-Wing and HPKE draw randomness by themselves and
/// expand a private key at each use.
final class XWing {
    static final int SEED = 32;
    static final int PUBLIC_KEY = 1216;
    static final int CIPHERTEXT = 1120;
    static final int SHARED_SECRET = 32;
    /// Random octets of one encapsulation: 32 for ML-KEM, 32 for X25519.
    static final int ENCAPSULATION_SEED = 64;

    private static final int ML_KEM_PUBLIC_KEY = 1184;
    private static final int ML_KEM_CIPHERTEXT = 1088;
    private static final int ML_KEM_SEED = 64;
    private static final int POINT = X25519.POINT_SIZE;

    private XWing() {}

    /// What one encapsulation gives: the ciphertext to send and the secret both sides share.
    record Encapsulated(Bytes ciphertext, Secret sharedSecret) implements AutoCloseable {
        @Override
        public void close() {
            sharedSecret.close();
        }
    }

    /// A private key expanded once from its seed, for any number of decapsulations.
    static final class PrivateKey implements AutoCloseable {
        private final MLKEMPrivateKeyParameters mlKem;
        private final byte[] x25519;
        private final byte[] publicKey;

        PrivateKey(byte[] seed) {
            byte[] expanded = new byte[ML_KEM_SEED + POINT];
            SHAKEDigest shake = new SHAKEDigest(256);
            shake.update(seed, 0, SEED);
            shake.doFinal(expanded, 0, expanded.length);
            mlKem = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, Arrays.copyOf(expanded, ML_KEM_SEED));
            x25519 = Arrays.copyOfRange(expanded, ML_KEM_SEED, expanded.length);
            publicKey = Arrays.copyOf(mlKem.getPublicKey(), PUBLIC_KEY);
            X25519.generatePublicKey(x25519, 0, publicKey, ML_KEM_PUBLIC_KEY);
            Arrays.fill(expanded, (byte) 0);
        }

        byte[] publicKey() {
            return publicKey.clone();
        }

        /// The shared secret, or nothing where the ciphertext's X25519 half is a point of low order. A
        /// ciphertext for another key gives another secret (implicit rejection, FIPS 203).
        Optional<Secret> decapsulate(byte[] ciphertext) {
            byte[] half = new byte[POINT];
            if (!X25519.calculateAgreement(x25519, 0, ciphertext, ML_KEM_CIPHERTEXT, half, 0)) {
                return Optional.empty();
            }
            byte[] mlKemHalf = new MLKEMExtractor(mlKem).extractSecret(Arrays.copyOf(ciphertext, ML_KEM_CIPHERTEXT));
            return Optional.of(combine(mlKemHalf, half, ciphertext, publicKey));
        }

        @Override
        public void close() {
            mlKem.destroy();
            Arrays.fill(x25519, (byte) 0);
        }
    }

    /// Whether these are the bytes of a usable public key: its size, ML-KEM's coefficients below q (FIPS 203
    /// section 7.2), and an X25519 point that is not of low order.
    static boolean isPublicKey(byte[] publicKey) {
        if (publicKey.length != PUBLIC_KEY || isLowOrder(publicKey, ML_KEM_PUBLIC_KEY)) {
            return false;
        }
        try {
            mlKemHalf(publicKey);
            return true;
        } catch (IllegalArgumentException notBelowQ) {
            return false;
        }
    }

    /// Whether every private key agrees with this X25519 point on the secret zero (RFC 7748 section 6.1).
    static boolean isLowOrder(byte[] point, int from) {
        byte[] anyScalar = new byte[POINT];
        return !X25519.calculateAgreement(anyScalar, 0, point, from, new byte[POINT], 0);
    }

    /// @param seed 64 random octets, used once; wiped by the caller
    static Encapsulated encapsulate(byte[] publicKey, byte[] seed) {
        SecretWithEncapsulation mlKem =
                MLKEMGenerator.internalGenerateEncapsulated(mlKemHalf(publicKey), Arrays.copyOf(seed, SEED));
        byte[] ciphertext = Arrays.copyOf(mlKem.getEncapsulation(), CIPHERTEXT);
        byte[] half = new byte[POINT];
        X25519.generatePublicKey(seed, SEED, ciphertext, ML_KEM_CIPHERTEXT);
        if (!X25519.calculateAgreement(seed, SEED, publicKey, ML_KEM_PUBLIC_KEY, half, 0)) {
            throw new IllegalArgumentException("a public key of low order agrees on nothing");
        }
        Secret sharedSecret = combine(mlKem.getSecret(), half, ciphertext, publicKey);
        return new Encapsulated(Bytes.wrap(ciphertext), sharedSecret);
    }

    private static MLKEMPublicKeyParameters mlKemHalf(byte[] publicKey) {
        return new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, Arrays.copyOf(publicKey, ML_KEM_PUBLIC_KEY));
    }

    private static Secret combine(byte[] mlKemHalf, byte[] x25519Half, byte[] ciphertext, byte[] publicKey) {
        byte[] label = {'\\', '.', '/', '/', '^', '\\'};
        byte[] sharedSecret = new byte[SHARED_SECRET];
        SHA3Digest digest = new SHA3Digest(256);
        digest.update(mlKemHalf, 0, mlKemHalf.length);
        digest.update(x25519Half, 0, x25519Half.length);
        digest.update(ciphertext, ML_KEM_CIPHERTEXT, POINT);
        digest.update(publicKey, ML_KEM_PUBLIC_KEY, POINT);
        digest.update(label, 0, label.length);
        digest.doFinal(sharedSecret, 0);
        Arrays.fill(mlKemHalf, (byte) 0);
        Arrays.fill(x25519Half, (byte) 0);
        return Secret.wrap(sharedSecret);
    }
}
