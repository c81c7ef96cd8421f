package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Keys in text: of recipients and of the identities they belong to.
class RecipientTest {
    private final RandomGenerator random = Samples.random(0xa9e);

    /// The examples of the age specification; the long recipient by its ends, of which the last holds the checksum.
    @Test
    void the_published_identities_have_the_published_recipients() throws Exception {
        Secret x25519 = Samples.secret("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
        try (Identity.X25519 identity = Identity.X25519.parse("key", x25519)) {
            assertThat(identity.recipient().text())
                    .isEqualTo("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
        }
        Secret hybrid = Samples.secret("AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR");
        try (Identity.Hybrid identity = Identity.Hybrid.parse("key", hybrid)) {
            String text = identity.recipient().text();
            assertThat(text).startsWith("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zr");
            assertThat(text)
                    .endsWith("wze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k")
                    .hasSize(1959);
        }
    }

    @Test
    void text_of_a_key_is_read_back() throws Exception {
        try (Identity.Hybrid hybrid = Identity.Hybrid.generate(random);
                Identity.X25519 x25519 = Identity.X25519.generate(random);
                Secret hybridText = hybrid.text();
                Secret x25519Text = x25519.text()) {
            assertThat(Recipient.parse("to", hybrid.recipient().text())).isEqualTo(hybrid.recipient());
            assertThat(Recipient.parse("to", x25519.recipient().text())).isEqualTo(x25519.recipient());
            assertThat(((Identity.Hybrid) Identity.parse("id", hybridText)).recipient())
                    .isEqualTo(hybrid.recipient());
            assertThat(((Identity.X25519) Identity.parse("id", x25519Text)).recipient())
                    .isEqualTo(x25519.recipient());
        }
    }

    @Test
    void a_hybrid_identity_comes_back_from_its_seed() {
        try (Identity.Hybrid identity = Identity.Hybrid.generate(random);
                Secret seed = identity.seed();
                Identity.Hybrid again = Identity.Hybrid.fromSeed(seed)) {
            assertThat(again.recipient()).isEqualTo(identity.recipient());
            assertThatIllegalArgumentException().isThrownBy(() -> Identity.Hybrid.fromSeed(seed.slice(0, 31)));
        }
    }

    @Test
    void a_public_key_of_the_wrong_size_or_of_low_order_is_refused() {
        Bytes zeros = Bytes.wrap(new byte[32]);
        refusedRecipient(text("age", zeros));
        refusedRecipient(text("age", Samples.bytes(31, random)));
        refusedRecipient(text("age", Samples.bytes(33, random)));
        refusedRecipient(text("age1pq", Samples.bytes(1215, random)));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Recipient.Hybrid.read("manifest.key", Samples.bytes(1217, random)))
                .withMessage("manifest.key: expected an X-Wing public key of 1216 bytes");
    }

    @Test
    void a_private_key_of_the_wrong_size_is_refused() {
        refusedIdentity(Bech32.upperCase(Bech32.encode("age-secret-key-", new byte[31])));
        refusedIdentity(Bech32.upperCase(Bech32.encode("age-secret-key-pq-", new byte[33])));
    }

    @Test
    void a_key_of_another_kind_or_case_is_refused() {
        String text = text("age", Samples.bytes(32, random));
        for (String other : List.of("", "age1", "ssh-ed25519 AAAA", text.toUpperCase(Locale.ROOT), "é" + text)) {
            refusedRecipient(other);
        }
        refusedIdentity(Bech32.encode("age-secret-key-", new byte[32]));
        refusedIdentity(new byte[0]);
    }

    @Test
    void neither_an_identity_nor_a_refusal_shows_the_secret() {
        try (Identity.Hybrid hybrid = Identity.Hybrid.generate(random);
                Identity.X25519 x25519 = Identity.X25519.generate(random);
                Identity.Passphrase passphrase = new Identity.Passphrase(Samples.secret("hunter2"))) {
            assertThat(List.of(hybrid, x25519, passphrase))
                    .hasToString("[Hybrid identity, X25519 identity, Passphrase identity]");
            assertThat(new Recipient.Passphrase(Samples.secret("hunter2"), 10).toString())
                    .doesNotContain("hunter2");
        }
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Identity.parse("id", Samples.secret("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZ")))
                .withMessageNotContaining("GFPY");
    }

    @Test
    void the_greatest_work_factor_is_18() {
        Secret passphrase = Samples.secret("x");
        new Recipient.Passphrase(passphrase, 18);
        new Identity.Passphrase(passphrase, 18).close();
        for (int bad : new int[] {0, 19}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Recipient.Passphrase(passphrase, bad));
            assertThatIllegalArgumentException().isThrownBy(() -> new Identity.Passphrase(passphrase, bad));
        }
    }

    private static void refusedRecipient(String text) {
        assertThatExceptionOfType(FormatException.class)
                .as(text)
                .isThrownBy(() -> Recipient.parse("to", text))
                .withMessageStartingWith("to");
    }

    private static void refusedIdentity(byte[] text) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Identity.parse("id", Secret.copyOf(text)))
                .withMessageStartingWith("id");
    }

    private static String text(String prefix, Bytes key) {
        return new String(Bech32.encode(prefix, key.toArray()), StandardCharsets.US_ASCII);
    }
}
