package firebreak.identity;

import firebreak.encoding.Bytes;

/// A private key, expanded once. Signatures are deterministic: one key and one message give one signature,
/// so that an effect re-issued after a crash makes the same bytes again. Safe for use by several threads;
/// closing wipes and waits for signatures being made.
public sealed interface SigningKey extends AutoCloseable permits Ed25519.PrivateKey, MlDsa.PrivateKey {
    VerifyingKey publicKey();

    /// @throws IllegalStateException when closed
    Bytes sign(Bytes message);

    /// The 32-byte seed as a secret of its own, for storing.
    Secret seed();

    @Override
    void close();
}
