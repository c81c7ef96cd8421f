package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A SHA-256 as people compare it: read out over a telephone as 78 decimal digits in 13 groups of six, or
/// in hex. The digits are the hash as one big-endian number, padded with zeros.
public record Fingerprint(Hash hash) {
    private static final int DIGITS = 78;
    private static final int GROUP = 6;
    private static final int HEX = 2 * Hash.SIZE;

    /// 13 groups of six digits, single spaces between them.
    public String digits() {
        String number = new BigInteger(1, hash.bytes().toArray()).toString();
        String padded = "0".repeat(DIGITS - number.length()) + number;
        List<String> groups = new ArrayList<>();
        for (int at = 0; at < DIGITS; at += GROUP) {
            groups.add(padded.substring(at, at + GROUP));
        }
        return String.join(" ", groups);
    }

    /// 64 lower-case digits.
    public String hex() {
        return hash.hex();
    }

    /// Reads what a person typed: digits or hex of either case, with spaces anywhere.
    public static Fingerprint parse(String place, String text) throws FormatException {
        String typed = text.replace(" ", "");
        if (typed.length() == HEX) {
            return new Fingerprint(Hash.parse(place, typed.toLowerCase(Locale.ROOT)));
        }
        if (typed.length() == DIGITS && typed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ofNumber(place, new BigInteger(typed));
        }
        throw new FormatException(place, "expected a fingerprint: 78 decimal digits or 64 hex digits");
    }

    private static Fingerprint ofNumber(String place, BigInteger number) throws FormatException {
        if (number.bitLength() > Hash.SIZE * Byte.SIZE) {
            throw new FormatException(place, "expected 78 digits of a number below 2^256; a digit is wrong");
        }
        return new Fingerprint(new Hash(fixed(number.toByteArray())));
    }

    /// Two's complement bytes of any length as 32: a sign byte goes, zeros come.
    private static Bytes fixed(byte[] number) {
        byte[] fixed = new byte[Hash.SIZE];
        int kept = Math.min(number.length, fixed.length);
        System.arraycopy(number, number.length - kept, fixed, fixed.length - kept, kept);
        return Bytes.wrap(fixed);
    }

    @Override
    public String toString() {
        return digits();
    }
}
