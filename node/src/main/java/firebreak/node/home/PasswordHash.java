package firebreak.node.home;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.SCrypt;

/// A password as a home keeps it: scrypt (RFC 7914, r = 8, p = 1) with a salt of its own.
///
/// @param exponent the base-two logarithm of scrypt's cost, 10 to 18; 17 takes about half a second and 128 MiB
/// @param salt 16 bytes
/// @param hash 32 bytes
public record PasswordHash(int exponent, Bytes salt, Bytes hash) {
    /// For every home that speaks in earnest.
    public static final int LIVE_EXPONENT = 17;

    /// For exercise homes, which make dozens of officers in seconds.
    public static final int EXERCISE_EXPONENT = 10;

    private static final int MAX_EXPONENT = 18;
    private static final int BLOCK = 8;
    private static final int SALT = 16;
    private static final int HASH = 32;

    public PasswordHash {
        if (exponent < EXERCISE_EXPONENT || exponent > MAX_EXPONENT || salt.size() != SALT || hash.size() != HASH) {
            throw new IllegalArgumentException("a password hash has a cost of 2^10 to 2^18, 16 and 32 bytes");
        }
    }

    /// @param password UTF-8; stays the caller's
    public static PasswordHash of(Secret password, int exponent, RandomGenerator random) {
        byte[] drawn = new byte[SALT];
        random.nextBytes(drawn);
        Bytes salt = Bytes.wrap(drawn);
        return new PasswordHash(exponent, salt, derive(password, exponent, salt));
    }

    /// In constant time.
    public boolean fits(Secret password) {
        return MessageDigest.isEqual(derive(password, exponent, salt).toArray(), hash.toArray());
    }

    private static Bytes derive(Secret password, int exponent, Bytes salt) {
        return Bytes.wrap(password.use(bytes -> SCrypt.generate(bytes, salt.toArray(), 1 << exponent, BLOCK, 1, HASH)));
    }

    Json toJson() {
        return Json.object()
                .with("scrypt", exponent)
                .with("salt", salt.base64Url())
                .with("hash", hash.base64Url())
                .build();
    }

    static PasswordHash read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        PasswordHash read = new PasswordHash(
                fields.integer("scrypt", EXERCISE_EXPONENT, MAX_EXPONENT),
                fields.required("salt", (at, text) -> bytes(at, text, SALT)),
                fields.required("hash", (at, text) -> bytes(at, text, HASH)));
        fields.done();
        return read;
    }

    private static Bytes bytes(String place, Json value, int size) throws FormatException {
        Bytes bytes = Bytes.parseBase64Url(place, Fields.asString(place, value));
        if (bytes.size() != size) {
            throw new FormatException(place, "expected " + size + " bytes");
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
