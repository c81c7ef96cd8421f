package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
    @Test
    void a_records_keys_come_back_from_their_text() throws FormatException {
        for (VerifierKey key : VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS)) {
            assertThat(VerifierKey.parse("vkey", key.text())).isEqualTo(key);
            assertThat(key.text())
                    .startsWith(Signed.ORIGIN.text() + "+")
                    .matches("[^+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");
        }
    }

    @Test
    void the_key_id_is_the_hash_that_the_specification_names() {
        VerifierKey key = VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).get(1);
        Bytes hashed = Bytes.concat(
                Bytes.ofUtf8(Signed.ORIGIN.text()),
                Bytes.wrap(new byte[] {0x0a, 0x06}),
                Signed.KEYS.mlDsa44().bytes());
        assertThat(key.ref().idHex()).isEqualTo(Hash.of(hashed).hex().substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a3+",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Bhpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void a_text_that_is_no_verifier_key_is_refused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse("vkey", text)).isInstanceOf(FormatException.class);
    }

    @Test
    void a_key_serves_only_its_own_signature_type() {
        assertThatThrownBy(
                        () -> new VerifierKey(new KeyName("a"), SignatureType.TIMED_ML_DSA_44, Signed.KEYS.ed25519()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_has_at_most_255_bytes() throws FormatException {
        VerifierKey longest =
                new VerifierKey(new KeyName("é".repeat(127) + "a"), SignatureType.ED25519, Signed.KEYS.ed25519());
        assertThat(VerifierKey.parse("vkey", longest.text())).isEqualTo(longest);
        assertThatThrownBy(() ->
                        new VerifierKey(new KeyName("é".repeat(128)), SignatureType.ED25519, Signed.KEYS.ed25519()))
                .isInstanceOf(IllegalArgumentException.class);
        String tooLong = longest.text().replaceFirst("éa", "éé");
        assertThatThrownBy(() -> VerifierKey.parse("vkey", tooLong)).isInstanceOf(FormatException.class);
    }
}
