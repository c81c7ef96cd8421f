package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
    private static final String MAC = "--- " + "A".repeat(43) + "\n";
    private static final String STANZA = "-> a\n\n";

    private final RandomGenerator random = Samples.random(0x4ead);

    @Test
    void what_is_written_is_read_back_whatever_the_body_size() throws Exception {
        try (FileKey fileKey = FileKey.generate(random)) {
            for (int size = 0; size < 200; size++) {
                Stanza stanza = Stanza.of("type", Samples.bytes(size, random), "one", "two");
                Header header = Header.of(List.of(stanza, stanza), fileKey);
                assertThat(read(header.bytes())).isEqualTo(header);
            }
        }
    }

    @Test
    void exactly_the_header_is_taken_from_the_stream() throws Exception {
        Source in = source("age-encryption.org/v1\n" + STANZA + MAC + "rest");
        Header.read(in);
        byte[] rest = new byte[5];
        assertThat(in.read(rest)).isEqualTo(4);
        assertThat(rest).startsWith('r', 'e', 's', 't');
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void the_authenticated_part_ends_with_three_dashes() throws Exception {
        String start = "age-encryption.org/v1\n" + STANZA;
        assertThat(read(start + MAC).authenticated()).isEqualTo(Bytes.ofUtf8(start + "---"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        age-encryption.org/v2                | 1 | 'age-encryption.org/v1'
        age-encryption.org/v1~--- AAAA       | 2 | at least one stanza
        age-encryption.org/v1~-> a~~hello    | 4 | begins with '-> '
        age-encryption.org/v1~->~            | 2 | begins with '-> '
        age-encryption.org/v1~-> ~           | 2 | visible ASCII
        age-encryption.org/v1~-> a  b~       | 2 | visible ASCII
        age-encryption.org/v1~-> é~          | 2 | visible ASCII
        age-encryption.org/v1~-> a~AA==~     | 3 | canonical base64
        age-encryption.org/v1~-> a~AB~       | 3 | canonical base64
        age-encryption.org/v1~-> a~--- AAAA~ | 3 | canonical base64
        age-encryption.org/v1~-> a~~--- AAAA | 4 | MAC of 32 bytes
        age-encryption.org/v1~-> a~~---AAAA  | 4 | '--- '
        """)
    void a_refusal_names_line_and_expectation(String header, int line, String expectation) {
        refused(header.replace('~', '\n') + "\n")
                .withMessageStartingWith("age header line " + line + ": ")
                .withMessageContaining(expectation);
    }

    @Test
    void a_header_cut_anywhere_is_refused() throws Exception {
        String whole = "age-encryption.org/v1\n-> a b\n" + "A".repeat(64) + "\nAAA\n" + MAC;
        read(whole);
        for (int length = 0; length < whole.length(); length++) {
            refused(whole.substring(0, length)).withMessageContaining("ends too early");
        }
    }

    @Test
    void a_body_line_of_64_columns_is_followed_by_another_and_65_are_refused() {
        refused("age-encryption.org/v1\n-> a\n" + "A".repeat(64) + "\n" + MAC).withMessageContaining("base64");
        refused("age-encryption.org/v1\n-> a\n" + "A".repeat(65) + "\n" + MAC).withMessageContaining("64 columns");
    }

    @Test
    void as_many_stanzas_as_allowed_are_read_and_one_more_is_refused() throws Exception {
        String start = "age-encryption.org/v1\n";
        assertThat(read(start + STANZA.repeat(128) + MAC).stanzas()).hasSize(128);
        refused(start + STANZA.repeat(129) + MAC).withMessage("age header: expected at most 128 stanzas");
    }

    @Test
    void a_header_of_the_greatest_size_is_read_and_one_byte_more_is_refused() throws Exception {
        String start = "age-encryption.org/v1\n-> ";
        int room = Header.MAX_BYTES - start.length() - 2 - MAC.length();
        assertThat(read(start + "a".repeat(room) + "\n\n" + MAC).bytes().size()).isEqualTo(Header.MAX_BYTES);
        refused(start + "a".repeat(room + 1) + "\n\n" + MAC).withMessageContaining("at most 262144 bytes");
    }

    @Test
    void the_greatest_number_of_hybrid_recipients_fits() {
        Stanza stanza = Stanza.of(
                HybridStanza.TYPE,
                Samples.bytes(Stanza.WRAPPED_KEY, random),
                Base64Lines.encode(Samples.bytes(XWing.CIPHERTEXT, random)));
        try (FileKey fileKey = FileKey.generate(random)) {
            Header header = Header.of(Collections.nCopies(Header.MAX_STANZAS, stanza), fileKey);
            assertThat(header.bytes().size()).isLessThanOrEqualTo(Header.MAX_BYTES);
        }
    }

    @Test
    void a_passphrase_stanza_beside_any_other_is_refused_whoever_reads() {
        refused("age-encryption.org/v1\n-> scrypt a 10\n\n" + STANZA + MAC).withMessageContaining("the only stanza");
        refused("age-encryption.org/v1\n-> scrypt\n\n-> scrypt\n\n" + MAC).withMessageContaining("the only stanza");
    }

    private static Header read(String text) throws Exception {
        return Header.read(source(text));
    }

    private static Header read(Bytes header) throws Exception {
        return Header.read(Samples.source(header));
    }

    private static Source source(String text) {
        return Samples.source(Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ThrowableAssertAlternative<FormatException> refused(String text) {
        return assertThatExceptionOfType(FormatException.class).isThrownBy(() -> read(text));
    }
}
