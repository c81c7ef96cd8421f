package firebreak.verifier.paper;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Set;

/// What a post's envelopes are sealed to, `age1pq1…` (spec/envelope.md, Keys). Nothing is sealed or opened here: a
/// manifest whose recipient is no public key is malformed, that is all.
final class Recipient {
    private static final String BEGINNING = "age1pq1";
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    // The prefix age1pq as BIP 173 expands it: high bits, 0, low bits.
    private static final int[] EXPANDED = {3, 3, 3, 1, 3, 3, 0, 1, 7, 5, 17, 16, 17};
    private static final int CHECKSUM = 6;
    private static final int CHARACTERS = 1959;
    private static final int ML_KEM_VECTOR = 1152;
    private static final int ML_KEM_KEY = 1184;
    private static final int ML_KEM_Q = 3329;
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    // Below the prime, the points of Curve25519 and its twist whose order divides 8.
    private static final Set<BigInteger> LOW_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            new BigInteger("325606250916557431795983626356110631294008115727848805560023387167927233504"),
            new BigInteger("39382357235489614581723060781553021112529911719440698176882885853963445705823"));

    private Recipient() {}

    static Bytes read(String place, Json value) throws Malformed {
        String text = Members.text(place, value);
        if (text.length() == CHARACTERS && text.startsWith(BEGINNING)) {
            Bytes key = decoded(place, text.substring(BEGINNING.length()));
            if (isInRange(key) && !LOW_ORDER.contains(point(key))) {
                return key;
            }
        }
        throw new Malformed(place, "expected a recipient age1pq1…");
    }

    /// Bech32 (BIP 173): groups of five bits, the last six of them a checksum.
    private static Bytes decoded(String place, String data) throws Malformed {
        int checksum = 1;
        for (int group : EXPANDED) {
            checksum = polymod(checksum, group);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < data.length(); i++) {
            int group = ALPHABET.indexOf(data.charAt(i));
            if (group < 0) {
                throw new Malformed(place, "expected characters of Bech32 in lower case");
            }
            checksum = polymod(checksum, group);
            if (i < data.length() - CHECKSUM) {
                held = (held << 5 | group) & 0xfff;
                bits += 5;
                if (bits >= 8) {
                    bits -= 8;
                    out.write(held >>> bits);
                }
            }
        }
        if (checksum != 1 || bits >= 5 || (held & (1 << bits) - 1) != 0) {
            throw new Malformed(place, "expected a right checksum: the recipient was altered or cut");
        }
        return Bytes.of(out.toByteArray());
    }

    private static int polymod(int checksum, int group) {
        int top = checksum >>> 25;
        int next = (checksum & 0x1ffffff) << 5 ^ group;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }

    /// FIPS 203 section 7.2: every coefficient of twelve bits, the lowest first, is below q.
    private static boolean isInRange(Bytes key) {
        for (int at = 0; at < ML_KEM_VECTOR; at += 3) {
            int three = key.at(at) | key.at(at + 1) << 8 | key.at(at + 2) << 16;
            if ((three & 0xfff) >= ML_KEM_Q || three >>> 12 >= ML_KEM_Q) {
                return false;
            }
        }
        return true;
    }

    /// The X25519 point: little-endian, the highest bit unused, reduced.
    private static BigInteger point(Bytes key) {
        byte[] turned = new byte[key.size() - ML_KEM_KEY];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) key.at(key.size() - 1 - i);
        }
        turned[0] &= 0x7f;
        return new BigInteger(1, turned).mod(P);
    }
}
