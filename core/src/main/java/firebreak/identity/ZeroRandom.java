package firebreak.identity;

import java.io.Serial;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Arrays;

/// Gives zero bytes only: the random input that makes ML-DSA signing deterministic (FIPS 204 algorithm 2).
/// Good for nothing else.
final class ZeroRandom extends SecureRandom {
    static final ZeroRandom INSTANCE = new ZeroRandom();

    @Serial
    private static final long serialVersionUID = 1L;

    private ZeroRandom() {
        super(new Zeros(), null);
    }

    private static final class Zeros extends SecureRandomSpi {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // zero whatever the seed
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        protected byte[] engineGenerateSeed(int size) {
            return new byte[size];
        }
    }
}
