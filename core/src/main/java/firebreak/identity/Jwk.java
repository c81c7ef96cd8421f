package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// What reading any JWK (RFC 7517) has in common.
final class Jwk {
    private Jwk() {}

    static Bytes asBytes(String place, Json value) throws FormatException {
        return Bytes.parseBase64Url(place, Fields.asString(place, value));
    }

    /// The `kid` must be the key's own thumbprint, and no member may be left over.
    static void finish(Fields fields, VerifyingKey key) throws FormatException {
        fields.expect("kid", key.id().value());
        fields.done();
    }
}
