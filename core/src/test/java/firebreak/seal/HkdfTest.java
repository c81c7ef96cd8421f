package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

class HkdfTest {
    /// RFC 5869, test case 1.
    @Test
    void the_published_case_comes_out() {
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        Bytes info = Bytes.wrap(HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"));
        assertThat(HexFormat.of().formatHex(Hkdf.extract(salt, secret)))
                .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(HexFormat.of().formatHex(Hkdf.derive(secret, Bytes.wrap(salt), info)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    @Test
    void every_length_agrees_with_the_runtime_with_and_without_salt() throws Exception {
        for (int size = 0; size < 80; size++) {
            byte[] secret = Samples.bytes(size, Samples.random(size)).toArray();
            byte[] salt = Samples.bytes(size, Samples.random(-size)).toArray();
            byte[] theirs = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(salt)
                            .thenExpand(salt, 32));
            assertThat(Hkdf.derive(secret, Bytes.copyOf(salt), Bytes.copyOf(salt)))
                    .isEqualTo(theirs);
        }
    }

    @Test
    void one_block_is_the_most() {
        byte[] key = new byte[32];
        assertThat(Hkdf.expand(key, Bytes.EMPTY, 1)).hasSize(1);
        assertThat(Hkdf.expand(key, Bytes.EMPTY, 32)).hasSize(32);
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(key, Bytes.EMPTY, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(key, Bytes.EMPTY, 33));
    }

    @Test
    void a_secret_gives_a_secret_and_stays_open() {
        try (Secret secret = Secret.copyOf(new byte[22]);
                Secret derived = Hkdf.derive(secret, Bytes.EMPTY, Bytes.ofUtf8("info"))) {
            byte[] same = Hkdf.derive(new byte[22], Bytes.EMPTY, Bytes.ofUtf8("info"));
            assertThat(derived).isEqualTo(Secret.wrap(same));
            assertThat(secret.isClosed()).isFalse();
        }
    }
}
