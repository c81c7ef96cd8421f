package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of one age file: 16 random bytes from which the header's MAC and the payload's key derive. Each
/// stanza wraps it for one recipient.
record FileKey(Secret secret) implements AutoCloseable {
    static final int SIZE = 16;

    FileKey {
        if (secret.size() != SIZE) {
            throw new IllegalArgumentException("a file key has 16 bytes");
        }
    }

    static FileKey generate(RandomGenerator random) {
        return new FileKey(Secret.generate(SIZE, random));
    }

    /// HMAC-SHA-256 over the header up to and including `---`.
    Bytes mac(Bytes header) {
        try (Secret key = derive(Bytes.EMPTY, "header")) {
            return key.use(bytes -> hmac(bytes, header));
        }
    }

    /// @param nonce the 16 bytes the payload begins with
    Secret payloadKey(Bytes nonce) {
        return derive(nonce, "payload");
    }

    private Secret derive(Bytes salt, String info) {
        byte[] label = info.getBytes(StandardCharsets.US_ASCII);
        return secret.use(bytes -> Secret.wrap(Hkdf.derive(bytes, salt.toArray(), label)));
    }

    private static Bytes hmac(byte[] key, Bytes content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(content.buffer());
            return Bytes.wrap(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HMAC with SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
