package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/// The `scrypt` stanza: the file key under a passphrase (RFC 7914, r = 8, p = 1). It must be alone in its
/// header, which [Header] checks: whoever opens such a file takes it as written by someone who knew the
/// passphrase.
final class ScryptStanza {
    static final String TYPE = "scrypt";

    private static final int SALT = 16;
    private static final byte[] NONCE = new byte[ChaCha.NONCE];
    private static final Bytes LABEL = Bytes.ofUtf8("age-encryption.org/v1/scrypt");
    private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9]*");

    private ScryptStanza() {}

    static Stanza wrap(FileKey fileKey, Secret passphrase, int workFactor, RandomGenerator random) {
        byte[] drawn = new byte[SALT];
        random.nextBytes(drawn);
        Bytes salt = Bytes.wrap(drawn);
        try (Secret key = wrapKey(passphrase, salt, workFactor)) {
            byte[] body = key.use(k -> fileKey.secret().use(bytes -> ChaCha.seal(k, NONCE, bytes, bytes.length)));
            return Stanza.of(TYPE, Bytes.wrap(body), Base64Lines.encode(salt), Integer.toString(workFactor));
        }
    }

    static Optional<FileKey> unwrap(String place, Stanza stanza, Secret passphrase, int maxWorkFactor)
            throws FormatException {
        if (!stanza.type().equals(TYPE)) {
            return Optional.empty();
        }
        stanza.expectArguments(place, 2);
        Bytes salt = stanza.argument(place, 1, SALT);
        int workFactor = workFactor(place + " argument 2", stanza.arguments().get(2), maxWorkFactor);
        stanza.expectWrappedKey(place);
        try (Secret key = wrapKey(passphrase, salt, workFactor)) {
            return key.use(k -> ChaCha.open(k, NONCE, stanza.body().toArray(), Stanza.WRAPPED_KEY))
                    .map(opened -> new FileKey(Secret.wrap(opened)));
        }
    }

    private static int workFactor(String place, String text, int max) throws FormatException {
        if (!DECIMAL.matcher(text).matches()) {
            throw new FormatException(place, "expected a work factor in decimal without leading zeros");
        }
        // Two digits hold every work factor that is allowed, and keep parseInt from overflowing.
        if (text.length() > 2 || Integer.parseInt(text) > max) {
            throw new FormatException(place, "expected a work factor of at most " + max);
        }
        return Integer.parseInt(text);
    }

    private static Secret wrapKey(Secret passphrase, Bytes salt, int workFactor) {
        byte[] labelled = LABEL.plus(salt).toArray();
        return passphrase.use(
                bytes -> Secret.wrap(SCrypt.generate(bytes, labelled, 1 << workFactor, 8, 1, ChaCha.KEY)));
    }
}
