package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What each kind of stanza refuses, what it ignores, and what it cannot tell from somebody else's.
class StanzaTest {
    private final RandomGenerator random = Samples.random(0x57a);
    private final FileKey fileKey = FileKey.generate(random);
    private final Identity.Hybrid hybrid = Identity.Hybrid.generate(random);
    private final Identity.X25519 x25519 = Identity.X25519.generate(random);
    private final Identity.Passphrase passphrase = new Identity.Passphrase(Samples.secret("correct horse"), 10);
    private final Stanza toHybrid =
            HybridStanza.wrap(fileKey, hybrid.recipient().publicKey(), random);
    private final Stanza toX25519 =
            X25519Stanza.wrap(fileKey, x25519.recipient().publicKey(), random);
    private final Stanza toPassphrase = ScryptStanza.wrap(fileKey, Samples.secret("correct horse"), 10, random);

    @AfterEach
    void close() {
        List.of(hybrid, x25519, passphrase).forEach(Identity::close);
    }

    @Test
    void each_identity_finds_the_file_key_in_its_own_stanza_only() throws Exception {
        List<Identity> identities = List.of(hybrid, x25519, passphrase);
        List<Stanza> stanzas = List.of(toHybrid, toX25519, toPassphrase);
        for (int i = 0; i < identities.size(); i++) {
            for (int j = 0; j < stanzas.size(); j++) {
                assertThat(opens(stanzas.get(j), identities.get(i)))
                        .as("%d by %d", j, i)
                        .isEqualTo(i == j);
            }
        }
    }

    @Test
    void a_changed_body_or_share_cannot_be_told_from_somebody_elses_stanza() throws Exception {
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            assertThat(opens(new Stanza(stanza.arguments(), Samples.flip(stanza.body(), 0, 1))))
                    .isFalse();
            Bytes share = Base64Lines.decode("share", stanza.arguments().get(1));
            for (int at : new int[] {0, share.size() - 1}) {
                assertThat(opens(withShare(stanza, Samples.flip(share, at, 1)))).isFalse();
            }
        }
    }

    @Test
    void the_type_is_compared_with_its_case() throws Exception {
        assertThat(opens(renamed(toHybrid, "MLKEM768X25519"))).isFalse();
        assertThat(opens(renamed(toX25519, "x25519"))).isFalse();
        assertThat(opens(renamed(toPassphrase, "Scrypt"))).isFalse();
    }

    @Test
    void a_missing_or_further_argument_is_refused() {
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            List<String> all = stanza.arguments();
            refused(new Stanza(all.subList(0, all.size() - 1), stanza.body())).withMessageContaining("exactly");
            refused(Stanza.of(all.getFirst(), stanza.body(), more(all))).withMessageContaining("exactly");
        }
    }

    @Test
    void a_share_one_byte_too_short_or_too_long_is_refused() {
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            Bytes share =
                    Bytes.wrap(Base64.getDecoder().decode(stanza.arguments().get(1)));
            refused(withShare(stanza, share.slice(0, share.size() - 1))).withMessageContaining("argument 1");
            refused(withShare(stanza, share.plus(Bytes.ofUtf8("x")))).withMessageContaining("argument 1");
        }
    }

    @Test
    void an_x25519_stanza_with_a_hybrid_share_is_refused() {
        refused(renamed(toHybrid, X25519Stanza.TYPE)).withMessageContaining("expected 32 bytes, found 1120");
    }

    @Test
    void a_share_that_is_not_canonical_base64_is_refused() {
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            refused(withText(stanza, stanza.arguments().get(1) + "=")).withMessageContaining("canonical base64");
        }
        String share = toX25519.arguments().get(1);
        char last = share.charAt(share.length() - 1);
        refused(withText(toX25519, share.substring(0, share.length() - 1) + (char) (last + 1)))
                .withMessageContaining("canonical base64");
    }

    /// A body that held a longer key could open under many keys at once.
    @Test
    void a_body_longer_or_shorter_than_a_wrapped_file_key_is_refused_before_it_is_opened() {
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            refused(new Stanza(stanza.arguments(), stanza.body().slice(0, 31))).withMessageContaining("body");
            refused(new Stanza(stanza.arguments(), stanza.body().plus(Bytes.ofUtf8("x"))))
                    .withMessageContaining("body");
        }
    }

    @Test
    void a_low_order_share_is_refused() {
        Bytes zeros = Bytes.wrap(new byte[32]);
        refused(withShare(toX25519, zeros)).withMessageContaining("low order");
        Bytes share = Bytes.wrap(Base64.getDecoder().decode(toHybrid.arguments().get(1)));
        refused(withShare(toHybrid, share.slice(0, 1088).plus(zeros))).withMessageContaining("low order");
    }

    @Test
    void work_up_to_the_limit_is_done_and_one_more_is_refused() throws Exception {
        assertThat(opens(toPassphrase)).isTrue();
        assertThat(opens(withWork("9"))).isFalse();
        refused(withWork("11")).withMessageContaining("at most 10");
        refused(withWork("100")).withMessageContaining("at most 10");
        refused(withWork("99999999999999999999")).withMessageContaining("at most 10");
        for (String text : List.of("0", "010", "+9", "-9", "9 ", "0x9", "ten", "٩")) {
            refused(withWork(text)).withMessageContaining("decimal");
        }
    }

    @Test
    void an_identity_that_is_closed_cannot_be_used() {
        hybrid.close();
        x25519.close();
        passphrase.close();
        for (Stanza stanza : List.of(toHybrid, toX25519, toPassphrase)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> opens(stanza))
                    .withMessageContaining("closed");
        }
    }

    private boolean opens(Stanza stanza) throws FormatException {
        return opens(stanza, hybrid, x25519, passphrase);
    }

    private boolean opens(Stanza stanza, Identity... identities) throws FormatException {
        return Header.of(List.of(stanza), fileKey)
                .open(List.of(identities), List.of())
                .map(found -> found.secret().equals(fileKey.secret()))
                .orElse(false);
    }

    private ThrowableAssertAlternative<FormatException> refused(Stanza stanza) {
        return assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> opens(stanza))
                .withMessageStartingWith("age header stanza 1");
    }

    private static Stanza renamed(Stanza stanza, String type) {
        List<String> all = stanza.arguments();
        return Stanza.of(type, stanza.body(), all.subList(1, all.size()).toArray(String[]::new));
    }

    private static String[] more(List<String> all) {
        List<String> longer = new ArrayList<>(all.subList(1, all.size()));
        longer.add("1");
        return longer.toArray(String[]::new);
    }

    private static Stanza withShare(Stanza stanza, Bytes content) {
        return withText(stanza, Base64Lines.encode(content));
    }

    private static Stanza withText(Stanza stanza, String text) {
        List<String> all = new ArrayList<>(stanza.arguments());
        all.set(1, text);
        return new Stanza(all, stanza.body());
    }

    private Stanza withWork(String text) {
        List<String> all = new ArrayList<>(toPassphrase.arguments());
        all.set(2, text);
        return new Stanza(all, toPassphrase.body());
    }
}
