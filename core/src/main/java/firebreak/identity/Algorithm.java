package firebreak.identity;

import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// The name of a signature algorithm as JOSE writes it. Names this software does not know are carried, so
/// that a national algorithm can stand beside the two that Firebreak demands.
///
/// @param name 1 to 64 printable ASCII characters, without space, quotation mark and backslash
public record Algorithm(String name) {
    public static final int MAX_LENGTH = 64;

    /// RFC 9864 section 2.2.
    public static final Algorithm ED25519 = new Algorithm("Ed25519");
    /// RFC 9964; used in record keys only.
    public static final Algorithm ML_DSA_44 = new Algorithm("ML-DSA-44");
    /// RFC 9964.
    public static final Algorithm ML_DSA_65 = new Algorithm("ML-DSA-65");

    public Algorithm {
        if (!PlainName.is(name, MAX_LENGTH)) {
            throw new IllegalArgumentException("an algorithm's name is 1 to 64 printable ASCII characters");
        }
    }

    public static Algorithm read(String place, Json value) throws FormatException {
        return new Algorithm(PlainName.read(place, value, MAX_LENGTH));
    }

    public Json toJson() {
        return Json.of(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
