package firebreak.seal;

import firebreak.encoding.Bytes;
import java.util.Arrays;
import java.util.Optional;

/// The one HPKE (RFC 9180) that age uses for `mlkem768x25519`: base mode, KEM 0x647a (X-Wing), HKDF-SHA256,
/// ChaCha20-Poly1305, one message, empty associated data. The KEM itself is [XWing]; here is the key schedule
/// (section 5.1).
final class Hpke {
    private static final Bytes SUITE =
            Bytes.concat(Bytes.ofUtf8("HPKE"), Bytes.wrap(new byte[] {0x64, 0x7a, 0, 1, 0, 3}));
    private static final byte MODE_BASE = 0;
    private static final Bytes NO_PSK = Bytes.EMPTY;
    private static final Bytes CONTEXT = Bytes.concat(
            Bytes.wrap(new byte[] {MODE_BASE}),
            extract("psk_id_hash", NO_PSK),
            extract("info_hash", Bytes.ofUtf8("age-encryption.org/mlkem768x25519")));

    private Hpke() {}

    static byte[] seal(byte[] sharedSecret, byte[] plaintext) {
        byte[] secret = schedule(sharedSecret);
        byte[] key = expand(secret, "key", ChaCha.KEY);
        try {
            return ChaCha.seal(key, expand(secret, "base_nonce", ChaCha.NONCE), plaintext, plaintext.length);
        } finally {
            wipe(secret, key);
        }
    }

    static Optional<byte[]> open(byte[] sharedSecret, byte[] sealed) {
        byte[] secret = schedule(sharedSecret);
        byte[] key = expand(secret, "key", ChaCha.KEY);
        try {
            return ChaCha.open(key, expand(secret, "base_nonce", ChaCha.NONCE), sealed, sealed.length);
        } finally {
            wipe(secret, key);
        }
    }

    private static byte[] schedule(byte[] sharedSecret) {
        return Hkdf.extract(sharedSecret, labelled("secret", NO_PSK).toArray());
    }

    private static byte[] expand(byte[] secret, String label, int size) {
        Bytes length = Bytes.wrap(new byte[] {(byte) (size >>> 8), (byte) size});
        return Hkdf.expand(secret, length.plus(labelled(label, CONTEXT)), size);
    }

    private static Bytes extract(String label, Bytes content) {
        return Bytes.wrap(Hkdf.extract(new byte[0], labelled(label, content).toArray()));
    }

    private static Bytes labelled(String label, Bytes content) {
        return Bytes.concat(Bytes.ofUtf8("HPKE-v1"), SUITE, Bytes.ofUtf8(label), content);
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
