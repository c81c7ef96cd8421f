package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.random.RandomGenerator;

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
            return Bytes.wrap(key.use(bytes -> Hkdf.hmac(bytes, header, new byte[0])));
        }
    }

    /// @param nonce the 16 bytes the payload begins with
    Secret payloadKey(Bytes nonce) {
        return derive(nonce, "payload");
    }

    private Secret derive(Bytes salt, String info) {
        return secret.use(bytes -> Secret.wrap(Hkdf.derive(bytes, salt, Bytes.ofUtf8(info))));
    }

    @Override
    public void close() {
        secret.close();
    }
}
