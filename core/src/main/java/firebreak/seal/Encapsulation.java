package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One key agreement by X-Wing (draft-connolly-cfrg-xwing-kem) towards the holder of a recipient key: the
/// ciphertext is sent, the secret is what sender and holder then share. Nothing in it says who made it: anybody
/// can encapsulate to a public key.
///
/// Making and opening one take a fraction of a millisecond.
///
/// @param ciphertext 1120 bytes
/// @param secret 32 bytes; closed with this
public record Encapsulation(Bytes ciphertext, Secret secret) implements AutoCloseable {
    /// Bytes of a ciphertext.
    public static final int CIPHERTEXT = XWing.CIPHERTEXT;

    public Encapsulation {
        requireCiphertext(ciphertext);
    }

    /// Draws a secret and encapsulates it.
    ///
    /// @param random gives 64 bytes: 32 for ML-KEM, 32 for X25519
    public static Encapsulation to(Recipient.Hybrid recipient, RandomGenerator random) {
        try (Secret seed = Secret.generate(XWing.ENCAPSULATION_SEED, random)) {
            XWing.Encapsulated made =
                    seed.use(bytes -> XWing.encapsulate(recipient.publicKey().toArray(), bytes));
            return new Encapsulation(made.ciphertext(), made.sharedSecret());
        }
    }

    /// The secret of a ciphertext; the caller closes it. A ciphertext for another key or an altered one gives
    /// another secret, not an error; nothing comes of one whose X25519 half is a point of low order.
    ///
    /// @param ciphertext 1120 bytes
    public static Optional<Secret> open(Identity.Hybrid identity, Bytes ciphertext) {
        requireCiphertext(ciphertext);
        return identity.use(key -> key.decapsulate(ciphertext.toArray()));
    }

    private static void requireCiphertext(Bytes ciphertext) {
        if (ciphertext.size() != CIPHERTEXT) {
            throw new IllegalArgumentException("a ciphertext of X-Wing has " + CIPHERTEXT + " bytes");
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
