package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;

/// A public key, parsed once and kept in the form its algorithm verifies with. Equal when algorithm and
/// bytes are equal.
public sealed interface VerifyingKey permits Ed25519.PublicKey, MlDsa.PublicKey {
    Algorithm algorithm();

    /// The key as its standard encodes it, for example the 32 bytes of RFC 8032.
    Bytes bytes();

    /// The JWK thumbprint.
    KeyId id();

    /// False for any signature that is not valid, of whatever length or form.
    boolean verify(Bytes message, Bytes signature);

    /// The public key as a JWK: the members its key type requires, and `kid`.
    Json.Obj toJwk();
}
