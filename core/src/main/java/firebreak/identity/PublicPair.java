package firebreak.identity;

import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.List;
import java.util.Optional;

/// The public keys of one signer, who always signs with both.
public record PublicPair(Ed25519.PublicKey ed25519, MlDsa.PublicKey mlDsa65) {
    public PublicPair {
        if (mlDsa65.set() != MlDsaSet.ML_DSA_65) {
            throw new IllegalArgumentException("a key pair holds an ML-DSA-65 key, not " + mlDsa65.set());
        }
    }

    /// Ed25519 first.
    public List<VerifyingKey> keys() {
        return List.of(ed25519, mlDsa65);
    }

    /// The key that signs with this algorithm, if the algorithm is one of the two.
    public Optional<VerifyingKey> key(Algorithm algorithm) {
        return keys().stream().filter(key -> key.algorithm().equals(algorithm)).findFirst();
    }

    /// Ed25519 first.
    public List<KeyId> keyIds() {
        return List.of(ed25519.id(), mlDsa65.id());
    }

    /// SHA-256 of the canonical JSON form: names the pair, and as a [Fingerprint] is what people compare.
    public Hash hash() {
        return Canonical.hash(toJson());
    }

    /// Two JWKs: Ed25519 (RFC 8037), then ML-DSA-65 (RFC 9964).
    public Json toJson() {
        return Json.list(keys(), VerifyingKey::toJwk);
    }

    public static PublicPair read(String place, Json value) throws FormatException {
        List<Json> jwks = Fields.asList(place, value, (_, jwk) -> jwk);
        if (jwks.size() != 2) {
            throw new FormatException(place, "expected two keys, Ed25519 then ML-DSA-65");
        }
        return new PublicPair(
                Ed25519.readJwk(place + "[0]", jwks.get(0)),
                MlDsa.readJwk(place + "[1]", MlDsaSet.ML_DSA_65, jwks.get(1)));
    }
}
