package firebreak.verifier.sign;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// One public key, checked when read. It verifies and does nothing else.
///
/// @param kid the thumbprint of its JWK (RFC 7638)
public record PublicKey(Kind kind, Bytes raw, String kid, java.security.PublicKey key) {
    /// The three algorithms, with their sizes in bytes and the SubjectPublicKeyInfo (DER, in hex) before a raw key.
    public enum Kind {
        ED25519("Ed25519", 32, 64, "302a300506032b6570032100"),
        ML_DSA_44("ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100"),
        ML_DSA_65("ML-DSA-65", 1952, 3309, "308207b2300b0609608648016503040312038207a100");

        private final String name;
        private final int size;
        private final int signature;
        private final String before;

        Kind(String name, int size, int signature, String before) {
            this.name = name;
            this.size = size;
            this.signature = signature;
            this.before = before;
        }

        /// As JOSE and the JDK call it.
        public String algorithm() {
            return name;
        }
    }

    // R of a signature whose maker chose the neutral element: its S would tell the private key.
    private static final Bytes NEUTRAL = Bytes.of(Arrays.copyOf(new byte[] {1}, 32));

    public static PublicKey of(String place, Kind kind, Bytes raw) throws Malformed {
        boolean usable = raw.size() == kind.size && (kind != Kind.ED25519 || Edwards.isOfPrimeOrder(raw));
        if (!usable) {
            throw new Malformed(place, "expected an " + kind.name + " public key");
        }
        return new PublicKey(
                kind, raw, Canonical.hash(thumbprint(kind, raw)).bytes().base64Url(), parse(kind, raw));
    }

    /// A JWK with exactly the members of spec/signed-object.md, Key pairs.
    static PublicKey ofJwk(String place, Kind kind, Json value) throws Malformed {
        Members jwk = Members.of(place, value);
        String material = kind == Kind.ED25519 ? "x" : "pub";
        jwk.expect("kty", kind == Kind.ED25519 ? "OKP" : "AKP");
        jwk.expect(kind == Kind.ED25519 ? "crv" : "alg", kind.name);
        PublicKey key = of(jwk.place(material), kind, jwk.bytes(material));
        jwk.expect("kid", key.kid);
        jwk.end();
        return key;
    }

    private static Json thumbprint(Kind kind, Bytes raw) {
        return kind == Kind.ED25519
                ? Json.object().with("crv", kind.name).with("kty", "OKP").with("x", raw.base64Url())
                : Json.object().with("alg", kind.name).with("kty", "AKP").with("pub", raw.base64Url());
    }

    private static java.security.PublicKey parse(Kind kind, Bytes raw) {
        try {
            byte[] encoded = Bytes.join(Bytes.of(HexFormat.of().parseHex(kind.before)), raw)
                    .array();
            return KeyFactory.getInstance(kind.name).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + kind.name + ": it must be 25 or newer", missing);
        }
    }

    public boolean verifies(Bytes message, Bytes signature) {
        if (signature.size() != kind.signature
                || (kind == Kind.ED25519 && signature.slice(0, 32).equals(NEUTRAL))) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(kind.name);
            check.initVerify(key);
            check.update(message.view());
            return check.verify(signature.array());
        } catch (SignatureException notOfItsForm) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + kind.name, missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && kind == that.kind && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }
}
