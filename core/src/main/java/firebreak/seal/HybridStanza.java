package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The `mlkem768x25519` stanza: HPKE with X-Wing around the file key.
final class HybridStanza {
    static final String TYPE = "mlkem768x25519";

    private HybridStanza() {}

    static Stanza wrap(FileKey fileKey, Bytes publicKey, RandomGenerator random) {
        try (Secret seed = Secret.generate(XWing.ENCAPSULATION_SEED, random);
                XWing.Encapsulated share = seed.use(bytes -> XWing.encapsulate(publicKey.toArray(), bytes))) {
            byte[] body = share.sharedSecret().use(key -> fileKey.secret().use(bytes -> Hpke.seal(key, bytes)));
            return Stanza.of(TYPE, Bytes.wrap(body), Base64Lines.encode(share.ciphertext()));
        }
    }

    static Optional<FileKey> unwrap(String place, Stanza stanza, XWing.PrivateKey key) throws FormatException {
        if (!stanza.type().equals(TYPE)) {
            return Optional.empty();
        }
        stanza.expectArguments(place, 1);
        Bytes ciphertext = stanza.argument(place, 1, XWing.CIPHERTEXT);
        stanza.expectWrappedKey(place);
        try (Secret shared = key.decapsulate(ciphertext.toArray())
                .orElseThrow(() ->
                        new FormatException(place + " argument 1", "expected an X25519 share not of low order"))) {
            return shared.use(bytes -> Hpke.open(bytes, stanza.body().toArray()))
                    .map(opened -> new FileKey(Secret.wrap(opened)));
        }
    }
}
