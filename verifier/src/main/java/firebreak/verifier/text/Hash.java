package firebreak.verifier.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256, written as 64 lower-case hex digits.
public record Hash(Bytes bytes) implements Comparable<Hash> {
    public static final int SIZE = 32;
    private static final int DIGITS = 2 * SIZE;

    public Hash {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes");
        }
    }

    public static Hash of(Bytes... parts) {
        MessageDigest digest = sha256();
        for (Bytes part : parts) {
            digest.update(part.view());
        }
        return new Hash(Bytes.of(digest.digest()));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    public static Hash parse(String place, String hex) throws Malformed {
        if (hex.length() != DIGITS || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new Malformed(place, "expected a SHA-256: 64 lower-case hex digits");
        }
        return new Hash(Bytes.of(HexFormat.of().parseHex(hex)));
    }

    /// In base64, as the tlog formats write it.
    public static Hash fromBase64(String place, String text) throws Malformed {
        Bytes bytes = Bytes.fromBase64(place, text);
        if (bytes.size() != SIZE) {
            throw new Malformed(place, "expected a SHA-256 in base64");
        }
        return new Hash(bytes);
    }

    public String hex() {
        return bytes.hex();
    }

    @Override
    public int compareTo(Hash other) {
        return hex().compareTo(other.hex());
    }

    @Override
    public String toString() {
        return hex();
    }
}
