package firebreak.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

class Xaes256GcmTest {
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] PLAINTEXT = "XAES-256-GCM".getBytes(US_ASCII);

    @Test
    void the_published_vector_with_a_clear_top_bit_holds() {
        assertThat(new Xaes256Gcm(key(1)).seal(NONCE, PLAINTEXT, new byte[0]))
                .isEqualTo(HexFormat.of().parseHex("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"));
    }

    @Test
    void the_published_vector_with_a_set_top_bit_holds() {
        byte[] associated = "c2sp.org/XAES-256-GCM".getBytes(US_ASCII);
        assertThat(new Xaes256Gcm(key(3)).seal(NONCE, PLAINTEXT, associated))
                .isEqualTo(HexFormat.of().parseHex("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"));
    }

    /// The accumulated test of the specification: inputs from one SHAKE-128, ciphertexts into another.
    @Test
    void ten_thousand_drawn_inputs_give_the_published_hash_and_open_again() throws AEADBadTagException {
        SHAKEDigest drawn = new SHAKEDigest(128);
        SHAKEDigest hash = new SHAKEDigest(128);
        for (int i = 0; i < 10_000; i++) {
            Xaes256Gcm cipher = new Xaes256Gcm(draw(drawn, 32));
            byte[] nonce = draw(drawn, 24);
            byte[] plaintext = drawSized(drawn);
            byte[] associated = drawSized(drawn);
            byte[] closed = cipher.seal(nonce, plaintext, associated);
            hash.update(closed, 0, closed.length);
            assertThat(cipher.open(nonce, closed, 0, associated)).isEqualTo(plaintext);
        }
        byte[] result = new byte[32];
        hash.doFinal(result, 0, result.length);
        assertThat(HexFormat.of().formatHex(result))
                .isEqualTo("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
    }

    @Test
    void another_nonce_key_or_associated_data_does_not_open() {
        byte[] closed = new Xaes256Gcm(key(1)).seal(NONCE, PLAINTEXT, new byte[] {1});
        byte[] otherHead = NONCE.clone();
        otherHead[0] ^= 1;
        byte[] otherTail = NONCE.clone();
        otherTail[23] ^= 1;
        assertRefused(new Xaes256Gcm(key(1)), otherHead, closed, new byte[] {1});
        assertRefused(new Xaes256Gcm(key(1)), otherTail, closed, new byte[] {1});
        assertRefused(new Xaes256Gcm(key(2)), NONCE, closed, new byte[] {1});
        assertRefused(new Xaes256Gcm(key(1)), NONCE, closed, new byte[] {2});
    }

    @Test
    void a_key_of_another_size_is_refused() {
        assertThatThrownBy(() -> new Xaes256Gcm(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xaes256Gcm(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(Xaes256Gcm cipher, byte[] nonce, byte[] closed, byte[] associated) {
        assertThatThrownBy(() -> cipher.open(nonce, closed, 0, associated)).isInstanceOf(AEADBadTagException.class);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static byte[] draw(SHAKEDigest from, int size) {
        byte[] drawn = new byte[size];
        from.doOutput(drawn, 0, size);
        return drawn;
    }

    private static byte[] drawSized(SHAKEDigest from) {
        return draw(from, draw(from, 1)[0] & 0xff);
    }
}
