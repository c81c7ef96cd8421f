package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.junit.jupiter.api.Test;

/// Our composition of X-Wing and our HPKE key schedule against Bouncy Castle's own.
class XWingTest {
    private static final int ROUNDS = 20;
    private static final byte[] INFO =
            Bytes.ofUtf8("age-encryption.org/mlkem768x25519").toArray();

    private final RandomGenerator random = Samples.random(0x1e6);

    @Test
    void keys_and_shared_secrets_are_those_of_another_implementation() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] seed = bytes(XWing.SEED);
            XWingPrivateKeyParameters theirs = new XWingPrivateKeyParameters(seed);
            try (XWing.PrivateKey ours = new XWing.PrivateKey(seed);
                    XWing.Encapsulated share = XWing.encapsulate(ours.publicKey(), bytes(XWing.ENCAPSULATION_SEED))) {
                assertThat(ours.publicKey())
                        .isEqualTo(theirs.getPublicKeyParameters().getEncoded());
                byte[] secret = new XWingKEMExtractor(theirs)
                        .extractSecret(share.ciphertext().toArray());
                assertThat(bare(share.sharedSecret())).isEqualTo(secret);
                assertThat(bare(ours.decapsulate(share.ciphertext().toArray()).orElseThrow()))
                        .isEqualTo(secret);
            }
        }
    }

    @Test
    void hpke_of_another_implementation_opens_what_ours_seals_and_the_reverse() throws Exception {
        HPKE theirs =
                new HPKE(HPKE.mode_base, HPKE.kem_MLKEM768_X25519, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
        byte[] seed = bytes(XWing.SEED);
        byte[] message = bytes(FileKey.SIZE);
        try (XWing.PrivateKey ours = new XWing.PrivateKey(seed);
                XWing.Encapsulated share = XWing.encapsulate(ours.publicKey(), bytes(XWing.ENCAPSULATION_SEED))) {
            AsymmetricCipherKeyPair pair = new AsymmetricCipherKeyPair(
                    new XWingPublicKeyParameters(ours.publicKey()), new XWingPrivateKeyParameters(seed));
            byte[] sealed = Hpke.seal(bare(share.sharedSecret()), message);
            assertThat(theirs.open(share.ciphertext().toArray(), pair, INFO, new byte[0], sealed, null, null, null))
                    .isEqualTo(message);

            byte[][] reverse = theirs.seal(pair.getPublic(), INFO, new byte[0], message, null, null, null);
            Optional<byte[]> opened =
                    Hpke.open(bare(ours.decapsulate(reverse[1]).orElseThrow()), reverse[0]);
            assertThat(opened).contains(message);
        }
    }

    @Test
    void another_key_and_a_changed_ciphertext_give_other_secrets() {
        try (XWing.PrivateKey key = new XWing.PrivateKey(bytes(XWing.SEED));
                XWing.PrivateKey other = new XWing.PrivateKey(bytes(XWing.SEED));
                XWing.Encapsulated share = XWing.encapsulate(key.publicKey(), bytes(XWing.ENCAPSULATION_SEED))) {
            byte[] secret = bare(share.sharedSecret());
            assertThat(bare(other.decapsulate(share.ciphertext().toArray()).orElseThrow()))
                    .isNotEqualTo(secret);
            for (int at : new int[] {0, 1087, 1088, 1119}) {
                byte[] changed = Samples.flip(share.ciphertext(), at, 1).toArray();
                assertThat(bare(key.decapsulate(changed).orElseThrow()))
                        .as("byte %d", at)
                        .isNotEqualTo(secret);
            }
        }
    }

    @Test
    void a_low_order_point_in_the_ciphertext_gives_nothing() {
        try (XWing.PrivateKey key = new XWing.PrivateKey(bytes(XWing.SEED))) {
            byte[] ciphertext = bytes(XWing.CIPHERTEXT);
            Arrays.fill(ciphertext, 1088, 1120, (byte) 0);
            assertThat(key.decapsulate(ciphertext)).isEmpty();
        }
    }

    @Test
    void public_keys_of_wrong_size_out_of_range_or_of_low_order_are_none() {
        try (XWing.PrivateKey key = new XWing.PrivateKey(bytes(XWing.SEED))) {
            byte[] publicKey = key.publicKey();
            assertThat(XWing.isPublicKey(publicKey)).isTrue();
            assertThat(XWing.isPublicKey(Arrays.copyOf(publicKey, 1215))).isFalse();
            assertThat(XWing.isPublicKey(Arrays.copyOf(publicKey, 1217))).isFalse();
            byte[] lowOrder = publicKey.clone();
            Arrays.fill(lowOrder, 1184, 1216, (byte) 0);
            assertThat(XWing.isPublicKey(lowOrder)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> XWing.encapsulate(lowOrder, bytes(XWing.ENCAPSULATION_SEED)));
        }
    }

    /// The first coefficient of an ML-KEM key takes the low twelve bits: 3328 is q − 1, 3329 is q.
    @Test
    void a_coefficient_may_be_q_minus_one_but_not_q() {
        try (XWing.PrivateKey key = new XWing.PrivateKey(bytes(XWing.SEED))) {
            byte[] publicKey = key.publicKey();
            publicKey[0] = (byte) 0x00;
            publicKey[1] = (byte) ((publicKey[1] & 0xf0) | 0x0d);
            assertThat(XWing.isPublicKey(publicKey)).isTrue();
            publicKey[0] = (byte) 0x01;
            assertThat(XWing.isPublicKey(publicKey)).isFalse();
        }
    }

    private byte[] bytes(int size) {
        return Samples.bytes(size, random).toArray();
    }

    private static byte[] bare(Secret secret) {
        return secret.<byte[], RuntimeException>use(byte[]::clone);
    }
}
