package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgeTest {
    private static final Bytes TEXT = Bytes.ofUtf8("The line is open.");

    private final RandomGenerator random = Samples.random(0xa6e);
    private final Identity.Hybrid alice = Identity.Hybrid.generate(random);
    private final Identity.Hybrid bob = Identity.Hybrid.generate(random);
    private final Identity.Hybrid carol = Identity.Hybrid.generate(random);
    private final Identity.X25519 old = Identity.X25519.generate(random);

    @AfterEach
    void close() {
        List.of(alice, bob, carol, old).forEach(Identity::close);
    }

    @Test
    void every_kind_of_recipient_opens_its_file() throws Exception {
        assertThat(open(seal(alice.recipient()), alice)).isEqualTo(new Unsealed.Opened<>(TEXT));
        assertThat(open(seal(old.recipient()), old)).isEqualTo(new Unsealed.Opened<>(TEXT));
        try (Identity.Passphrase passphrase = new Identity.Passphrase(Samples.secret("correct horse"))) {
            Bytes sealed = seal(new Recipient.Passphrase(Samples.secret("correct horse"), 10));
            assertThat(open(sealed, passphrase)).isEqualTo(new Unsealed.Opened<>(TEXT));
        }
    }

    @Test
    void any_one_of_several_recipients_opens_the_file() throws Exception {
        Bytes sealed = seal(alice.recipient(), bob.recipient());
        assertThat(open(sealed, alice)).isEqualTo(new Unsealed.Opened<>(TEXT));
        assertThat(open(sealed, bob)).isEqualTo(new Unsealed.Opened<>(TEXT));
        assertThat(open(sealed, old, carol, bob)).isEqualTo(new Unsealed.Opened<>(TEXT));
    }

    @Test
    void a_file_for_others_is_not_for_us() throws Exception {
        Bytes sealed = seal(alice.recipient(), bob.recipient());
        assertThat(open(sealed, carol)).isEqualTo(new Unsealed.NotForUs<>());
        assertThat(open(sealed, old)).isEqualTo(new Unsealed.NotForUs<>());
        assertThat(open(sealed)).isEqualTo(new Unsealed.NotForUs<>());
    }

    @Test
    void a_wrong_passphrase_opens_nothing() throws Exception {
        Bytes sealed = seal(new Recipient.Passphrase(Samples.secret("correct horse"), 10));
        try (Identity.Passphrase wrong = new Identity.Passphrase(Samples.secret("correct horsf"))) {
            assertThat(open(sealed, wrong)).isEqualTo(new Unsealed.NotForUs<>());
        }
    }

    @Test
    void no_two_files_are_alike() {
        assertThat(seal(alice.recipient())).isNotEqualTo(seal(alice.recipient()));
    }

    @Test
    void stanzas_of_unknown_type_are_ignored_but_authenticated() throws Exception {
        try (FileKey fileKey = FileKey.generate(random)) {
            Stanza grease = Stanza.of("grease", Bytes.ofUtf8("x"), "argument");
            Stanza stanza = HybridStanza.wrap(fileKey, alice.recipient().publicKey(), random);
            Bytes sealed = Samples.file(fileKey, List.of(grease, stanza, grease), TEXT, random);
            assertThat(open(sealed, alice)).isEqualTo(new Unsealed.Opened<>(TEXT));
            int at = sealed.hex().indexOf(Bytes.ofUtf8("argument").hex()) / 2;
            refused(Samples.flip(sealed, at, 1), "age header MAC");
        }
    }

    @Test
    void a_changed_mac_is_located() {
        Bytes sealed = seal(alice.recipient());
        int at = sealed.hex().indexOf(Bytes.ofUtf8("\n--- ").hex()) / 2 + 5;
        byte[] changed = sealed.toArray();
        changed[at] = (byte) (changed[at] == 'A' ? 'B' : 'A');
        refused(Bytes.wrap(changed), "age header MAC");
    }

    @Test
    void a_stanza_taken_out_or_added_is_refused() {
        try (FileKey fileKey = FileKey.generate(random)) {
            Stanza stanza = HybridStanza.wrap(fileKey, alice.recipient().publicKey(), random);
            Header whole = Header.of(List.of(stanza, stanza), fileKey);
            Header less = Header.of(List.of(stanza), fileKey);
            Header forged = new Header(less.stanzas(), less.authenticated(), whole.mac());
            refused(forged.bytes(), "age header MAC");
            refused(new Header(whole.stanzas(), whole.authenticated(), less.mac()).bytes(), "age header MAC");
        }
    }

    /// Whatever single bit changes, the content never comes out.
    @Test
    void no_changed_byte_goes_unseen() throws Exception {
        long seed = 0xf11b;
        RandomGenerator mask = Samples.random(seed);
        Bytes sealed = seal(alice.recipient());
        for (int at = 0; at < sealed.size(); at++) {
            Bytes changed = Samples.flip(sealed, at, 1 << mask.nextInt(8));
            try {
                assertThat(open(changed, alice)).as("seed %d byte %d", seed, at).isEqualTo(new Unsealed.NotForUs<>());
            } catch (FormatException refused) {
                assertThat(refused.place()).as("seed %d byte %d", seed, at).startsWith("age ");
            }
        }
    }

    @Test
    void a_file_cut_anywhere_is_refused() {
        Bytes sealed = seal(alice.recipient());
        for (int length = 0; length < sealed.size(); length++) {
            refused(sealed.slice(0, length), "age ");
        }
    }

    @Test
    void the_greatest_number_of_recipients_is_sealed_to_and_one_more_is_refused() throws Exception {
        List<Recipient.Hybrid> most = Collections.nCopies(Age.MAX_RECIPIENTS, alice.recipient());
        assertThat(open(Age.encrypt(TEXT, most, random), alice)).isEqualTo(new Unsealed.Opened<>(TEXT));
        List<Recipient.Hybrid> more = Collections.nCopies(Age.MAX_RECIPIENTS + 1, alice.recipient());
        assertThatIllegalArgumentException().isThrownBy(() -> Age.encrypt(TEXT, more, random));
        assertThatIllegalArgumentException().isThrownBy(() -> Age.encrypt(TEXT, List.of(), random));
    }

    @Test
    void recipients_of_two_kinds_do_not_mix() {
        Recipient.Passphrase passphrase = new Recipient.Passphrase(Samples.secret("x"), 1);
        for (List<Recipient> mixed : List.<List<Recipient>>of(
                List.of(alice.recipient(), old.recipient()),
                List.of(alice.recipient(), passphrase),
                List.of(passphrase, passphrase))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Age.encrypt(TEXT, mixed, random));
        }
    }

    @Test
    void a_stream_that_fails_says_so() throws Exception {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Age.encrypt(broken, out, List.of(alice.recipient()), random))
                .withMessage("Stream closed");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Age.decrypt(broken, out, List.of(alice), 1))
                .withMessage("Stream closed");
    }

    @Test
    void streams_of_several_chunks_come_back_with_their_length() throws Exception {
        Bytes plaintext = Samples.bytes(200_000, random);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        Age.encrypt(new ByteArrayInputStream(plaintext.toArray()), sealed, List.of(old.recipient()), random);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(sealed.toByteArray());
        assertThat(Age.decrypt(in, opened, List.of(old), 200_000)).isEqualTo(new Unsealed.Opened<>(200_000L));
        assertThat(Bytes.wrap(opened.toByteArray())).isEqualTo(plaintext);
    }

    /// Arbitrary bytes and arbitrary text after a good beginning: refused or not for us, nothing else.
    @Test
    void garbage_never_breaks_the_reader() {
        long seed = 0x6a5b;
        RandomGenerator noise = Samples.random(seed);
        byte[] alphabet = "-> A\n1+=/ age\r\0é".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 5_000; round++) {
            byte[] text = new byte[noise.nextInt(200)];
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[noise.nextInt(alphabet.length)];
            }
            Bytes start = round % 2 == 0 ? Bytes.EMPTY : Bytes.ofUtf8("age-encryption.org/v1\n-> a\n");
            assertThatExceptionOfType(FormatException.class)
                    .as("seed %d round %d", seed, round)
                    .isThrownBy(() -> open(start.plus(Bytes.copyOf(text)), alice, old));
        }
    }

    private Bytes seal(Recipient... recipients) {
        return Age.encrypt(TEXT, List.of(recipients), random);
    }

    private static Unsealed<Bytes> open(Bytes sealed, Identity... identities) throws FormatException {
        return Age.decrypt(sealed, List.of(identities), 1000);
    }

    private void refused(Bytes sealed, String place) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> open(sealed, alice))
                .satisfies(refused -> assertThat(refused.place()).startsWith(place));
    }
}
