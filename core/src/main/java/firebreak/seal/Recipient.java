package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.nio.charset.StandardCharsets;

/// Someone an age file is sealed to. Envelopes go to [Hybrid] recipients only; the other two are for files
/// that people keep or exchange.
public sealed interface Recipient {
    /// Reads `age1pq1…` or `age1…`.
    static Recipient parse(String place, String text) throws FormatException {
        return text.startsWith(Hybrid.PREFIX + "1") ? Hybrid.parse(place, text) : X25519.parse(place, text);
    }

    /// The holder of an X-Wing private key: safe while either ML-KEM-768 or X25519 is.
    ///
    /// @param publicKey 1216 bytes: ML-KEM-768's 1184, then X25519's 32
    record Hybrid(Bytes publicKey) implements Recipient {
        /// Bytes of the public key.
        public static final int SIZE = XWing.PUBLIC_KEY;

        private static final String PREFIX = "age1pq";

        public Hybrid {
            if (!XWing.isPublicKey(publicKey.toArray())) {
                throw new IllegalArgumentException(
                        "not an X-Wing public key: wrong size, a coefficient out of range or a low-order point");
            }
        }

        /// The public key's bytes from outside.
        public static Hybrid read(String place, Bytes publicKey) throws FormatException {
            try {
                return new Hybrid(publicKey);
            } catch (IllegalArgumentException unusable) {
                throw new FormatException(place, "expected an X-Wing public key of " + SIZE + " bytes");
            }
        }

        /// Reads `age1pq1…`, as [#text] writes it.
        public static Hybrid parse(String place, String text) throws FormatException {
            return read(place, decode(place, PREFIX, text));
        }

        /// `age1pq1…`, 1,959 characters.
        public String text() {
            return encode(PREFIX, publicKey);
        }
    }

    /// The holder of an X25519 private key. Recorded traffic opens to a later quantum computer.
    ///
    /// @param publicKey 32 bytes, not of low order
    record X25519(Bytes publicKey) implements Recipient {
        private static final String PREFIX = "age";

        public X25519 {
            if (!X25519Stanza.isPublicKey(publicKey)) {
                throw new IllegalArgumentException("not an X25519 public key: wrong size or a low-order point");
            }
        }

        /// Reads `age1…`, as [#text] writes it.
        public static X25519 parse(String place, String text) throws FormatException {
            Bytes publicKey = decode(place, PREFIX, text);
            try {
                return new X25519(publicKey);
            } catch (IllegalArgumentException unusable) {
                throw new FormatException(place, "expected an X25519 public key of 32 bytes");
            }
        }

        /// `age1…`, 62 characters.
        public String text() {
            return encode(PREFIX, publicKey);
        }
    }

    /// Whoever knows a passphrase. Must be the only recipient of its file.
    ///
    /// @param passphrase UTF-8; stays the caller's, who closes it
    /// @param workFactor base-two logarithm of scrypt's cost; one more doubles time and memory (2^workFactor KiB)
    record Passphrase(Secret passphrase, int workFactor) implements Recipient {
        /// About a second and 256 MiB.
        public static final int WORK_FACTOR = 18;

        public Passphrase {
            if (workFactor < 1 || workFactor > WORK_FACTOR) {
                throw new IllegalArgumentException("work factors go from 1 to " + WORK_FACTOR);
            }
        }

        public Passphrase(Secret passphrase) {
            this(passphrase, WORK_FACTOR);
        }
    }

    private static Bytes decode(String place, String prefix, String text) throws FormatException {
        // A character beyond ASCII becomes '?', which Bech32 refuses.
        return Bytes.wrap(Bech32.decode(place, prefix, false, text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String prefix, Bytes publicKey) {
        return new String(Bech32.encode(prefix, publicKey.toArray()), StandardCharsets.US_ASCII);
    }
}
