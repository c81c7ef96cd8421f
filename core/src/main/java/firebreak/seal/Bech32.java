package firebreak.seal;

import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Bech32 (BIP 173) without its limit on length, as age writes keys. Works on ASCII arrays, never on strings,
/// because half of what it writes is secret: the caller wipes what it passes and what it gets.
///
/// The checksum is over the lower-case form; text is all lower or all upper case.
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM = 6;

    private Bech32() {}

    /// Lower-case text of `prefix`, `1`, the data and the checksum.
    ///
    /// @param prefix the human-readable part, in lower case
    static byte[] encode(String prefix, byte[] data) {
        byte[] groups = toGroups(data);
        byte[] text = new byte[prefix.length() + 1 + groups.length + CHECKSUM];
        System.arraycopy(ascii(prefix), 0, text, 0, prefix.length());
        text[prefix.length()] = '1';
        int checksum = polymod(polymod(expand(prefix), groups), new byte[CHECKSUM]) ^ 1;
        int at = prefix.length() + 1;
        for (byte group : groups) {
            text[at++] = (byte) ALPHABET.charAt(group);
        }
        for (int i = 0; i < CHECKSUM; i++) {
            text[at++] = (byte) ALPHABET.charAt((checksum >>> (5 * (CHECKSUM - 1 - i))) & 31);
        }
        Arrays.fill(groups, (byte) 0);
        return text;
    }

    /// The data of text that has exactly this prefix.
    ///
    /// @param prefix the human-readable part, in lower case
    /// @param upper whether the text must be upper case; otherwise it must be lower case
    static byte[] decode(String place, String prefix, boolean upper, byte[] text) throws FormatException {
        int start = prefix.length() + 1;
        String shownPrefix = (upper ? prefix.toUpperCase(Locale.ROOT) : prefix) + "1";
        if (text.length < start + CHECKSUM || !startsWith(text, ascii(shownPrefix))) {
            throw new FormatException(place, "expected text that begins with " + shownPrefix);
        }
        byte[] groups = groups(place, upper, text, start);
        try {
            if (polymod(expand(prefix), groups) != 1) {
                throw new FormatException(place, "expected a valid Bech32 checksum: the text was altered or cut");
            }
            return toBytes(place, groups, groups.length - CHECKSUM);
        } finally {
            Arrays.fill(groups, (byte) 0);
        }
    }

    /// Whether the text begins with this prefix in upper case; says nothing else about it.
    static boolean hasPrefix(String prefix, byte[] text) {
        byte[] start = upperCase(ascii(prefix + "1"));
        return text.length >= start.length && startsWith(text, start);
    }

    /// The same array, changed in place.
    static byte[] upperCase(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]);
        }
        return text;
    }

    private static byte[] groups(String place, boolean upper, byte[] text, int start) throws FormatException {
        byte[] groups = new byte[text.length - start];
        for (int i = 0; i < groups.length; i++) {
            char c = (char) (text[start + i] & 0xff);
            boolean otherCase = upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
            int group = otherCase ? -1 : ALPHABET.indexOf(upper && c >= 'A' && c <= 'Z' ? c + 32 : c);
            if (group < 0) {
                throw new FormatException(
                        place + " character " + (start + i + 1), "expected a Bech32 character, all of one case");
            }
            groups[i] = (byte) group;
        }
        return groups;
    }

    private static byte[] toGroups(byte[] data) {
        byte[] groups = new byte[(data.length * 8 + 4) / 5];
        for (int i = 0; i < groups.length; i++) {
            int bit = i * 5;
            int high = data[bit / 8] & 0xff;
            int low = bit / 8 + 1 < data.length ? data[bit / 8 + 1] & 0xff : 0;
            groups[i] = (byte) (((high << 8 | low) >>> (11 - bit % 8)) & 31);
        }
        return groups;
    }

    private static byte[] toBytes(String place, byte[] groups, int count) throws FormatException {
        byte[] data = new byte[count * 5 / 8];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            held = (held << 5 | groups[i]) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                data[at++] = (byte) (held >>> bits);
            }
        }
        if (bits >= 5 || (held & (1 << bits) - 1) != 0) {
            throw new FormatException(place, "expected Bech32 data that ends on a whole byte, padded with zero bits");
        }
        return data;
    }

    private static int expand(String prefix) {
        byte[] high = new byte[prefix.length() + 1];
        byte[] low = new byte[prefix.length()];
        for (int i = 0; i < prefix.length(); i++) {
            high[i] = (byte) (prefix.charAt(i) >>> 5);
            low[i] = (byte) (prefix.charAt(i) & 31);
        }
        return polymod(polymod(1, high), low);
    }

    private static int polymod(int start, byte[] groups) {
        int checksum = start;
        for (byte group : groups) {
            int top = checksum >>> 25;
            checksum = (checksum & 0x1ffffff) << 5 ^ group;
            for (int i = 0; i < GENERATOR.length; i++) {
                checksum ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
            }
        }
        return checksum;
    }

    private static boolean startsWith(byte[] text, byte[] prefix) {
        return Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
