package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.util.random.RandomGenerator;

/// What opens an age file: the private side of a [Recipient]. Owns its secrets; closing wipes them, and
/// using it afterwards is a bug.
public sealed interface Identity extends AutoCloseable {
    /// Wipes every secret, after the uses under way have ended.
    @Override
    void close();

    /// Reads `AGE-SECRET-KEY-PQ-1…` or `AGE-SECRET-KEY-1…`.
    ///
    /// @param text ASCII; stays the caller's, who closes it
    static Identity parse(String place, Secret text) throws FormatException {
        return text.use(bytes -> Bech32.hasPrefix(Hybrid.PREFIX, bytes))
                ? Hybrid.parse(place, text)
                : X25519.parse(place, text);
    }

    /// An X-Wing private key, held as its seed and expanded once.
    final class Hybrid implements Identity {
        /// Bytes of the seed.
        public static final int SEED = XWing.SEED;

        private static final String PREFIX = "age-secret-key-pq-";

        private final Secret seed;
        private final XWing.PrivateKey key;
        private final Recipient.Hybrid recipient;

        private Hybrid(Secret seed) {
            this.seed = seed;
            key = seed.use(XWing.PrivateKey::new);
            recipient = new Recipient.Hybrid(Bytes.wrap(key.publicKey()));
        }

        public static Hybrid generate(RandomGenerator random) {
            return new Hybrid(Secret.generate(SEED, random));
        }

        /// @param seed 32 bytes; copied, so it stays the caller's
        public static Hybrid fromSeed(Secret seed) {
            if (seed.size() != SEED) {
                throw new IllegalArgumentException("an X-Wing seed has " + SEED + " bytes");
            }
            return new Hybrid(seed.copy());
        }

        /// Reads `AGE-SECRET-KEY-PQ-1…`, as [#text] writes it.
        public static Hybrid parse(String place, Secret text) throws FormatException {
            return new Hybrid(decode(place, PREFIX, text));
        }

        public Recipient.Hybrid recipient() {
            return recipient;
        }

        /// A copy of the seed, for a keystore; the caller closes it.
        public Secret seed() {
            return seed.copy();
        }

        /// `AGE-SECRET-KEY-PQ-1…` in ASCII; the caller closes it.
        public Secret text() {
            return encode(PREFIX, seed);
        }

        /// Holding the seed keeps [#close] from wiping the expanded key under a use.
        <T, X extends Exception> T use(Use<T, X> work) throws X {
            return seed.use(bytes -> work.with(key));
        }

        @FunctionalInterface
        interface Use<T, X extends Exception> {
            T with(XWing.PrivateKey key) throws X;
        }

        @Override
        public void close() {
            seed.close();
            key.close();
        }

        @Override
        public String toString() {
            return "Hybrid identity";
        }
    }

    /// An X25519 private key.
    final class X25519 implements Identity {
        private static final String PREFIX = "age-secret-key-";

        private final Secret scalar;
        private final Recipient.X25519 recipient;

        private X25519(Secret scalar) {
            this.scalar = scalar;
            recipient = new Recipient.X25519(scalar.use(X25519Stanza::publicKey));
        }

        public static X25519 generate(RandomGenerator random) {
            return new X25519(Secret.generate(X25519Stanza.KEY, random));
        }

        /// Reads `AGE-SECRET-KEY-1…`, as [#text] writes it.
        public static X25519 parse(String place, Secret text) throws FormatException {
            return new X25519(decode(place, PREFIX, text));
        }

        public Recipient.X25519 recipient() {
            return recipient;
        }

        /// `AGE-SECRET-KEY-1…` in ASCII; the caller closes it.
        public Secret text() {
            return encode(PREFIX, scalar);
        }

        Secret scalar() {
            return scalar;
        }

        @Override
        public void close() {
            scalar.close();
        }

        @Override
        public String toString() {
            return "X25519 identity";
        }
    }

    /// A passphrase in UTF-8. Files that ask for more work than the limit are refused, because a
    /// stranger's file could otherwise take all time and memory.
    final class Passphrase implements Identity {
        private final Secret passphrase;
        private final int maxWorkFactor;

        /// @param passphrase copied, so it stays the caller's
        public Passphrase(Secret passphrase) {
            this(passphrase, Recipient.Passphrase.WORK_FACTOR);
        }

        /// @param maxWorkFactor the highest base-two logarithm of scrypt's cost that is worked through
        public Passphrase(Secret passphrase, int maxWorkFactor) {
            if (maxWorkFactor < 1 || maxWorkFactor > Recipient.Passphrase.WORK_FACTOR) {
                throw new IllegalArgumentException("work factors go from 1 to " + Recipient.Passphrase.WORK_FACTOR);
            }
            this.passphrase = passphrase.copy();
            this.maxWorkFactor = maxWorkFactor;
        }

        Secret passphrase() {
            return passphrase;
        }

        int maxWorkFactor() {
            return maxWorkFactor;
        }

        @Override
        public void close() {
            passphrase.close();
        }

        @Override
        public String toString() {
            return "Passphrase identity";
        }
    }

    private static Secret decode(String place, String prefix, Secret text) throws FormatException {
        return text.use(bytes -> {
            Secret secret = Secret.wrap(Bech32.decode(place, prefix, true, bytes));
            if (secret.size() == X25519Stanza.KEY) {
                return secret;
            }
            secret.close();
            throw new FormatException(place, "expected a private key of 32 bytes");
        });
    }

    private static Secret encode(String prefix, Secret key) {
        return Secret.wrap(key.use(bytes -> Bech32.upperCase(Bech32.encode(prefix, bytes))));
    }
}
