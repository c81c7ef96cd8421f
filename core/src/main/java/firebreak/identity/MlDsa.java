package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/// ML-DSA (FIPS 204), pure, with an empty context. A private key is its 32-byte seed.
///
/// The JDK signs and verifies, being the faster; Bouncy Castle expands the seed, which JDK 25 does not.
/// Signing is the deterministic variant (FIPS 204 section 3.4): its random input is 32 zero bytes.
public final class MlDsa {
    public static final int SEED_SIZE = 32;

    private MlDsa() {}

    public static PublicKey publicKey(String place, MlDsaSet set, Bytes encoded) throws FormatException {
        if (encoded.size() != set.publicSize()) {
            throw new FormatException(place, "expected an " + set + " public key: " + set.publicSize() + " bytes");
        }
        return new PublicKey(set, encoded);
    }

    /// Reads the form that [PublicKey#toJwk] writes, and only with the right `kid`.
    public static PublicKey readJwk(String place, MlDsaSet set, Json jwk) throws FormatException {
        Fields fields = Fields.of(place, jwk);
        fields.expect("kty", "AKP");
        fields.expect("alg", set.algorithm().name());
        PublicKey key = publicKey(place + ".pub", set, fields.required("pub", Jwk::asBytes));
        Jwk.finish(fields, key);
        return key;
    }

    /// @param seed 32 bytes; the key owns it from now on and wipes it when closed
    public static PrivateKey privateKey(MlDsaSet set, Secret seed) {
        if (seed.size() != SEED_SIZE) {
            throw new IllegalArgumentException("an ML-DSA seed has 32 bytes");
        }
        return new PrivateKey(set, seed);
    }

    public static final class PublicKey implements VerifyingKey {
        private final MlDsaSet set;
        private final Bytes encoded;
        private final java.security.PublicKey parsed;
        private final KeyId id;

        private PublicKey(MlDsaSet set, Bytes encoded) {
            this.set = set;
            this.encoded = encoded;
            this.parsed = set.parsePublic(encoded.toArray());
            this.id = KeyId.thumbprint(members().build());
        }

        /// RFC 9964: the members required for a thumbprint are `alg`, `kty` and `pub`.
        private Json.Builder members() {
            return Json.object()
                    .with("alg", set.algorithm().toJson())
                    .with("kty", "AKP")
                    .with("pub", encoded.base64Url());
        }

        public MlDsaSet set() {
            return set;
        }

        @Override
        public Algorithm algorithm() {
            return set.algorithm();
        }

        @Override
        public Bytes bytes() {
            return encoded;
        }

        @Override
        public KeyId id() {
            return id;
        }

        @Override
        public boolean verify(Bytes message, Bytes signature) {
            return signature.size() == set.signatureSize() && verifySized(message, signature);
        }

        private boolean verifySized(Bytes message, Bytes signature) {
            try {
                Signature verifier = set.signature();
                verifier.initVerify(parsed);
                verifier.update(message.toArray());
                return verifier.verify(signature.toArray());
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException impossible) {
                throw MlDsaSet.broken(impossible);
            }
        }

        @Override
        public Json.Obj toJwk() {
            return members().with("kid", id.toJson()).build();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PublicKey that && set == that.set && encoded.equals(that.encoded);
        }

        @Override
        public int hashCode() {
            return encoded.hashCode();
        }

        @Override
        public String toString() {
            return set + " " + id;
        }
    }

    public static final class PrivateKey implements SigningKey {
        private final Secret seed;
        private final java.security.PrivateKey expanded;
        private final PublicKey publicKey;

        private PrivateKey(MlDsaSet set, Secret seed) {
            this.seed = seed;
            MLDSAPrivateKeyParameters parameters = seed.use(set::expand);
            try {
                this.publicKey = new PublicKey(set, Bytes.wrap(parameters.getPublicKey()));
                this.expanded = set.parsePrivate(parameters.getEncoded());
            } finally {
                parameters.destroy();
            }
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        /// Holds the seed open for the time of the signature, so that [#close] cannot wipe under it.
        @Override
        public Bytes sign(Bytes message) {
            return seed.use(_ -> signOpen(message));
        }

        private Bytes signOpen(Bytes message) {
            try {
                Signature signer = publicKey.set.signature();
                signer.initSign(expanded, ZeroRandom.INSTANCE);
                signer.update(message.toArray());
                return Bytes.wrap(signer.sign());
            } catch (GeneralSecurityException impossible) {
                throw MlDsaSet.broken(impossible);
            }
        }

        @Override
        public Secret seed() {
            return seed.copy();
        }

        @Override
        public void close() {
            seed.close();
            try {
                expanded.destroy();
            } catch (DestroyFailedException unsupported) {
                throw new IllegalStateException("this Java runtime cannot wipe an ML-DSA key", unsupported);
            }
        }

        @Override
        public String toString() {
            return "private key of " + publicKey;
        }
    }
}
