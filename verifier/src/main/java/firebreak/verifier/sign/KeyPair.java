package firebreak.verifier.sign;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;

/// The two public keys of one signer, who signs with both.
public record KeyPair(PublicKey ed25519, PublicKey mlDsa65) {
    public static KeyPair read(String place, Json value) throws Malformed {
        List<Json> keys = Members.list(place, value, 2, 2, (_, key) -> key);
        return new KeyPair(
                PublicKey.ofJwk(place + "[0]", PublicKey.Kind.ED25519, keys.get(0)),
                PublicKey.ofJwk(place + "[1]", PublicKey.Kind.ML_DSA_65, keys.get(1)));
    }

    public List<PublicKey> keys() {
        return List.of(ed25519, mlDsa65);
    }
}
