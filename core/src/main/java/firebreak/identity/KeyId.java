package firebreak.identity;

import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// The `kid` of a key. For the algorithms Firebreak knows it is the JWK thumbprint (RFC 7638, SHA-256) in
/// base64url, 43 characters; for others it is whatever their line says.
///
/// @param value 1 to 128 printable ASCII characters, without space, quotation mark and backslash
public record KeyId(String value) implements Comparable<KeyId> {
    public static final int MAX_LENGTH = 128;

    public KeyId {
        if (!PlainName.is(value, MAX_LENGTH)) {
            throw new IllegalArgumentException("a key id is 1 to 128 printable ASCII characters");
        }
    }

    /// The thumbprint of a key given by exactly the members that RFC 7638 section 3.2 requires for its type.
    static KeyId thumbprint(Json.Obj requiredMembers) {
        return new KeyId(Canonical.hash(requiredMembers).bytes().base64Url());
    }

    public static KeyId read(String place, Json value) throws FormatException {
        return new KeyId(PlainName.read(place, value, MAX_LENGTH));
    }

    public Json toJson() {
        return Json.of(value);
    }

    /// Byte order of the ASCII text: the order of the lines of a [Jws].
    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
