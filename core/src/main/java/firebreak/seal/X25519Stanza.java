package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// The `X25519` stanza. Not safe against a quantum computer: for reading and writing other people's age files,
/// never for an [Envelope].
final class X25519Stanza {
    static final String TYPE = "X25519";

    /// Bytes of a private key, of a public key and of a share.
    static final int KEY = X25519.POINT_SIZE;

    private static final Bytes INFO = Bytes.ofUtf8("age-encryption.org/v1/X25519");
    private static final byte[] NONCE = new byte[ChaCha.NONCE];

    private X25519Stanza() {}

    static boolean isPublicKey(Bytes point) {
        return point.size() == KEY && !XWing.isLowOrder(point.toArray(), 0);
    }

    static Bytes publicKey(byte[] privateKey) {
        byte[] point = new byte[KEY];
        X25519.generatePublicKey(privateKey, 0, point, 0);
        return Bytes.wrap(point);
    }

    static Stanza wrap(FileKey fileKey, Bytes recipient, RandomGenerator random) {
        try (Secret ephemeral = Secret.generate(KEY, random)) {
            Bytes share = ephemeral.use(X25519Stanza::publicKey);
            try (Secret key = wrapKey(ephemeral, recipient, share.plus(recipient))
                    .orElseThrow(() -> new IllegalArgumentException("a recipient of low order agrees on nothing"))) {
                byte[] body = key.use(k -> fileKey.secret().use(bytes -> ChaCha.seal(k, NONCE, bytes, bytes.length)));
                return Stanza.of(TYPE, Bytes.wrap(body), Base64Lines.encode(share));
            }
        }
    }

    static Optional<FileKey> unwrap(String place, Stanza stanza, Secret identity, Bytes recipient)
            throws FormatException {
        if (!stanza.type().equals(TYPE)) {
            return Optional.empty();
        }
        stanza.expectArguments(place, 1);
        Bytes share = stanza.argument(place, 1, KEY);
        stanza.expectWrappedKey(place);
        try (Secret key = wrapKey(identity, share, share.plus(recipient))
                .orElseThrow(() ->
                        new FormatException(place + " argument 1", "expected an X25519 share not of low order"))) {
            return key.use(k -> ChaCha.open(k, NONCE, stanza.body().toArray(), Stanza.WRAPPED_KEY))
                    .map(opened -> new FileKey(Secret.wrap(opened)));
        }
    }

    /// Nothing where the agreement is zero (RFC 7748 section 6.1).
    private static Optional<Secret> wrapKey(Secret privateKey, Bytes point, Bytes salt) {
        byte[] agreed = new byte[KEY];
        try (Secret shared = Secret.wrap(agreed)) {
            boolean usable =
                    privateKey.use(bytes -> X25519.calculateAgreement(bytes, 0, point.toArray(), 0, agreed, 0));
            return usable
                    ? Optional.of(shared.use(bytes -> Secret.wrap(Hkdf.derive(bytes, salt, INFO))))
                    : Optional.empty();
        }
    }
}
