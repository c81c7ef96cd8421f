package firebreak.identity;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// The public keys of one record. They sign checkpoints and nothing else.
public record RecordKeys(Ed25519.PublicKey ed25519, MlDsa.PublicKey mlDsa44) {
    public RecordKeys {
        if (mlDsa44.set() != MlDsaSet.ML_DSA_44) {
            throw new IllegalArgumentException("a record has an ML-DSA-44 key, not " + mlDsa44.set());
        }
    }

    /// `{"ed25519":…,"mlDsa44":…}`, both in base64url.
    public Json toJson() {
        return Json.object()
                .with("ed25519", ed25519.bytes().base64Url())
                .with("mlDsa44", mlDsa44.bytes().base64Url())
                .build();
    }

    public static RecordKeys read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Ed25519.PublicKey ed25519 =
                fields.required("ed25519", (at, key) -> Ed25519.publicKey(at, Jwk.asBytes(at, key)));
        MlDsa.PublicKey mlDsa44 =
                fields.required("mlDsa44", (at, key) -> MlDsa.publicKey(at, MlDsaSet.ML_DSA_44, Jwk.asBytes(at, key)));
        fields.done();
        return new RecordKeys(ed25519, mlDsa44);
    }
}
