package firebreak.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/// The parameter sets of FIPS 204 that Firebreak uses, with their sizes in bytes.
public enum MlDsaSet {
    /// NIST category 2: checkpoints, whose format (C2SP tlog-cosignature) fixes it.
    ML_DSA_44(
            1312,
            2420,
            "30820532300b06096086480165030403110382052100",
            "30820a18020100300b060960864801650304031104820a0404820a00"),

    /// NIST category 3: everything that parties sign.
    ML_DSA_65(
            1952,
            3309,
            "308207b2300b0609608648016503040312038207a100",
            "30820fd8020100300b060960864801650304031204820fc404820fc0");

    /// The JDK's own; another provider registered before it must not step in.
    private static final String PROVIDER = "SUN";

    private final int publicSize;
    private final int signatureSize;
    private final String publicPrefix;
    private final String privatePrefix;

    /// @param publicPrefix DER, in hex, before the key in SubjectPublicKeyInfo (RFC 9881)
    /// @param privatePrefix DER, in hex, before the expanded key in PKCS #8 (RFC 9881 section 6, `expandedKey`)
    MlDsaSet(int publicSize, int signatureSize, String publicPrefix, String privatePrefix) {
        this.publicSize = publicSize;
        this.signatureSize = signatureSize;
        this.publicPrefix = publicPrefix;
        this.privatePrefix = privatePrefix;
    }

    public Algorithm algorithm() {
        return switch (this) {
            case ML_DSA_44 -> Algorithm.ML_DSA_44;
            case ML_DSA_65 -> Algorithm.ML_DSA_65;
        };
    }

    private MLDSAParameters parameters() {
        return switch (this) {
            case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
            case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
        };
    }

    public int publicSize() {
        return publicSize;
    }

    public int signatureSize() {
        return signatureSize;
    }

    Signature signature() throws NoSuchAlgorithmException, NoSuchProviderException {
        return Signature.getInstance(toString(), PROVIDER);
    }

    /// Works on a copy: destroying the result must not wipe the caller's seed.
    MLDSAPrivateKeyParameters expand(byte[] seed) {
        byte[] copy = seed.clone();
        try {
            return new MLDSAPrivateKeyParameters(parameters(), copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    PublicKey parsePublic(byte[] encoded) {
        try {
            return factory().generatePublic(new X509EncodedKeySpec(join(publicPrefix, encoded)));
        } catch (GeneralSecurityException impossible) {
            throw broken(impossible);
        }
    }

    /// Wipes the expanded key it is given.
    PrivateKey parsePrivate(byte[] expanded) {
        byte[] pkcs8 = join(privatePrefix, expanded);
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException impossible) {
            throw broken(impossible);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            Arrays.fill(expanded, (byte) 0);
        }
    }

    private KeyFactory factory() throws NoSuchAlgorithmException, NoSuchProviderException {
        return KeyFactory.getInstance(toString(), PROVIDER);
    }

    private static byte[] join(String prefixHex, byte[] key) {
        byte[] prefix = HexFormat.of().parseHex(prefixHex);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    static IllegalStateException broken(GeneralSecurityException cause) {
        return new IllegalStateException("this Java runtime lacks a working ML-DSA; Firebreak needs JDK 25", cause);
    }

    @Override
    public String toString() {
        return algorithm().name();
    }
}
