package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;

/// How opened content is stored: the 32-byte salt, then the exact bytes of the signed object.
public record Body(Bytes salt, Bytes signed) {
    private static final int SALT = 32;

    static Bytes write(Bytes salt, Bytes signed) {
        return salt.plus(signed);
    }

    public static Body read(String place, Bytes stored) throws FormatException {
        if (stored.size() <= SALT) {
            throw new FormatException(place, "expected a salt and a signed object");
        }
        return new Body(stored.slice(0, SALT), stored.slice(SALT, stored.size()));
    }
}
