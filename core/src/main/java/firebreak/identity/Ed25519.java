package firebreak.identity;

import static org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import static org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey;
import static org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull;
import static org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import org.jspecify.annotations.Nullable;

/// Ed25519 (RFC 8032) by Bouncy Castle, which is some twenty times as fast as the JDK's. A public key must be
/// a point of the prime-order group, canonically encoded: keys of small order, under which one signature
/// fits many messages, are refused when read.
public final class Ed25519 {
    public static final int SEED_SIZE = 32;
    public static final int PUBLIC_SIZE = 32;
    public static final int SIGNATURE_SIZE = 64;

    private Ed25519() {}

    public static PublicKey publicKey(String place, Bytes encoded) throws FormatException {
        PublicPoint point = encoded.size() == PUBLIC_SIZE ? validatePublicKeyFullExport(encoded.toArray(), 0) : null;
        if (point == null) {
            throw new FormatException(
                    place, "expected an Ed25519 public key: 32 bytes, a point of the prime-order group");
        }
        return new PublicKey(encoded, point);
    }

    /// Reads the form that [PublicKey#toJwk] writes, and only with the right `kid`.
    public static PublicKey readJwk(String place, Json jwk) throws FormatException {
        Fields fields = Fields.of(place, jwk);
        fields.expect("kty", "OKP");
        fields.expect("crv", "Ed25519");
        PublicKey key = publicKey(place + ".x", fields.required("x", Jwk::asBytes));
        Jwk.finish(fields, key);
        return key;
    }

    /// @param seed 32 bytes; the key owns it from now on and wipes it when closed
    public static PrivateKey privateKey(Secret seed) {
        if (seed.size() != SEED_SIZE) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return new PrivateKey(seed);
    }

    public static final class PublicKey implements VerifyingKey {
        private final Bytes encoded;
        private final PublicPoint point;
        private final KeyId id;

        private PublicKey(Bytes encoded, PublicPoint point) {
            this.encoded = encoded;
            this.point = point;
            this.id = KeyId.thumbprint(members().build());
        }

        /// RFC 8037 section 2: the members required for a thumbprint are `crv`, `kty` and `x`.
        private Json.Builder members() {
            return Json.object().with("crv", "Ed25519").with("kty", "OKP").with("x", encoded.base64Url());
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ED25519;
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
            return signature.size() == SIGNATURE_SIZE && verifySized(message.toArray(), signature.toArray());
        }

        /// Bouncy Castle multiplies the equation by the cofactor, which most programs do not: with an R of mixed
        /// order a signer would make a signature that is valid here and invalid before others. So R must be of
        /// prime order.
        private boolean verifySized(byte[] message, byte[] signature) {
            return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length)
                    && validatePublicKeyFull(signature, 0);
        }

        @Override
        public Json.Obj toJwk() {
            return members().with("kid", id.toJson()).build();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PublicKey that && encoded.equals(that.encoded);
        }

        @Override
        public int hashCode() {
            return encoded.hashCode();
        }

        @Override
        public String toString() {
            return "Ed25519 " + id;
        }
    }

    public static final class PrivateKey implements SigningKey {
        private final Secret seed;
        private final byte[] encodedPublic = new byte[PUBLIC_SIZE];
        private final PublicKey publicKey;

        private PrivateKey(Secret seed) {
            this.seed = seed;
            PublicPoint point = seed.use(bytes -> generatePublicKey(bytes, 0));
            org.bouncycastle.math.ec.rfc8032.Ed25519.encodePublicPoint(point, encodedPublic, 0);
            this.publicKey = new PublicKey(Bytes.copyOf(encodedPublic), point);
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public Bytes sign(Bytes message) {
            byte[] signature = new byte[SIGNATURE_SIZE];
            byte[] content = message.toArray();
            return seed.use(bytes -> {
                org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                        bytes, 0, encodedPublic, 0, content, 0, content.length, signature, 0);
                return Bytes.wrap(signature);
            });
        }

        @Override
        public Secret seed() {
            return seed.copy();
        }

        @Override
        public void close() {
            seed.close();
        }

        @Override
        public String toString() {
            return "private key of " + publicKey;
        }
    }
}
