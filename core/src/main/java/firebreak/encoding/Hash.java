package firebreak.encoding;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A SHA-256 digest (FIPS 180-4), 32 bytes. Written as lower-case hex wherever a person may compare it.
public record Hash(Bytes bytes) implements Comparable<Hash> {
    public static final int SIZE = 32;

    public Hash {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + bytes.size());
        }
    }

    public static Hash of(Bytes content) {
        MessageDigest digest = sha256();
        content.feed(digest);
        return new Hash(Bytes.wrap(digest.digest()));
    }

    public static Hash parse(String place, String hex) throws FormatException {
        Bytes bytes = Bytes.parseHex(place, hex);
        if (bytes.size() != SIZE) {
            throw new FormatException(place, "expected a SHA-256 digest: 64 hex digits");
        }
        return new Hash(bytes);
    }

    /// A fresh digest; every Java runtime has SHA-256.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no SHA-256", impossible);
        }
    }

    public String hex() {
        return bytes.hex();
    }

    /// The first eight hex digits, for people's eyes only; never compared by software.
    public String brief() {
        return hex().substring(0, 8);
    }

    @Override
    public int compareTo(Hash other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
