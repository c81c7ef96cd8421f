package firebreak.node.wire;

import firebreak.encoding.Hash;
import java.util.Optional;

/// The TLS keys that the manifests in force name (port). Asked at every handshake and again for every
/// request on a kept connection, from many threads: an answer takes effect at once.
@FunctionalInterface
public interface Pins {
    /// The member whose node holds this key now.
    ///
    /// @param spki SHA-256 of the key's SubjectPublicKeyInfo in DER, see [TlsIdentity#spkiHash]
    Optional<String> memberOf(Hash spki);
}
