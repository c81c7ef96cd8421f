package firebreak.verifier.sign;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import firebreak.verifier.text.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/// The curve of Ed25519 (RFC 8032 section 5.1), as far as it takes to judge a public key: the JDK verifies signatures
/// and takes points of small and mixed order. Plain arithmetic for few points, all of them public.
final class Edwards {
    static final BigInteger P = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L =
            ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            TWO.modPow(P.subtract(ONE).shiftRight(2), P);

    private Edwards() {}

    /// Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.
    private record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
        static final Point NEUTRAL = new Point(ZERO, ONE, ONE, ZERO);

        /// The complete addition law of RFC 8032 section 5.1.4; doubles as well.
        Point plus(Point other) {
            BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
            BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
            BigInteger c = t.multiply(TWO).multiply(D).mod(P).multiply(other.t).mod(P);
            BigInteger d = z.multiply(TWO).multiply(other.z).mod(P);
            BigInteger e = b.subtract(a);
            BigInteger f = d.subtract(c);
            BigInteger g = d.add(c);
            BigInteger h = b.add(a);
            return new Point(
                    e.multiply(f).mod(P),
                    g.multiply(h).mod(P),
                    f.multiply(g).mod(P),
                    e.multiply(h).mod(P));
        }

        Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                sum = factor.testBit(bit) ? sum.plus(this) : sum;
            }
            return sum;
        }

        boolean isNeutral() {
            return x.signum() == 0 && y.equals(z);
        }
    }

    /// Whether these 32 bytes are the one encoding of a point of the prime-order group, other than its neutral element.
    static boolean isOfPrimeOrder(Bytes encoded) {
        return decode(encoded)
                .filter(point -> !point.isNeutral() && point.times(L).isNeutral())
                .isPresent();
    }

    /// A little-endian number below the prime; nothing where it is not below.
    static Optional<BigInteger> number(Bytes littleEndian, int bits) {
        byte[] turned = new byte[littleEndian.size()];
        for (int i = 0; i < turned.length; i++) {
            turned[turned.length - 1 - i] = (byte) littleEndian.at(i);
        }
        BigInteger number = new BigInteger(1, turned).mod(ONE.shiftLeft(bits));
        return number.compareTo(P) < 0 ? Optional.of(number) : Optional.empty();
    }

    /// RFC 8032 section 5.1.3.
    private static Optional<Point> decode(Bytes encoded) {
        Optional<BigInteger> ordinate = number(encoded, 255);
        if (encoded.size() != 32 || ordinate.isEmpty()) {
            return Optional.empty();
        }
        BigInteger y = ordinate.get();
        BigInteger square = y.multiply(y).mod(P);
        BigInteger wanted = square.subtract(ONE)
                .multiply(D.multiply(square).add(ONE).modInverse(P))
                .mod(P);
        BigInteger x = wanted.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        x = x.multiply(x).mod(P).equals(wanted)
                ? x
                : x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        boolean odd = (encoded.at(31) & 0x80) != 0;
        if (!x.multiply(x).mod(P).equals(wanted) || (x.signum() == 0 && odd)) {
            return Optional.empty();
        }
        x = x.testBit(0) == odd ? x : P.subtract(x);
        return Optional.of(new Point(x, y, ONE, x.multiply(y).mod(P)));
    }
}
