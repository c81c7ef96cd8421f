package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ReadOnlyBufferException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private static Bytes of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Bytes.wrap(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AA=",
                "AA==",
                "AAA=",
                "AB",
                "AAB",
                "A A",
                "AA\n",
                "A+",
                "A/",
                "AA\u0141",
                "AA.",
                "____A",
                "-_-"
            })
    void base64url_is_refused_with_padding_stray_bits_or_strange_characters(String text) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Bytes.parseBase64Url("test", text))
                .withMessage("test: expected canonical base64url without padding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A", "AA", "AA=", "AAA", "AB==", "AAB=", "A-==", "A_==", "AA==\n", "AA== ", "=", "AAAA===="})
    void base64_is_refused_without_padding_or_with_stray_bits(String text) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Bytes.parseBase64("test", text))
                .withMessage("test: expected canonical base64 with padding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "AB", "aB", "0g", " 00", "0x00", "\uff10\uff10"})
    void hex_is_refused_in_upper_case_or_of_odd_length(String text) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Bytes.parseHex("test", text));
    }

    @Test
    void every_text_form_reads_back_as_the_same_bytes() throws FormatException {
        long seed = 64;
        Random random = new Random(seed);
        for (int size = 0; size < 200; size++) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            Bytes bytes = Bytes.copyOf(content);
            String about = "seed " + seed + ", size " + size;
            assertThat(Bytes.parseBase64Url("test", bytes.base64Url()))
                    .as(about)
                    .isEqualTo(bytes);
            assertThat(Bytes.parseBase64("test", bytes.base64())).as(about).isEqualTo(bytes);
            assertThat(Bytes.parseHex("test", bytes.hex())).as(about).isEqualTo(bytes);
        }
    }

    @Test
    void the_two_alphabets_differ_where_rfc_4648_says() {
        assertThat(of(0xfb, 0xff, 0xfe).base64()).isEqualTo("+//+");
        assertThat(of(0xfb, 0xff, 0xfe).base64Url()).isEqualTo("-__-");
    }

    @Test
    void a_copy_does_not_follow_its_source() {
        byte[] source = {1, 2, 3};
        Bytes copy = Bytes.copyOf(source);
        source[0] = 9;
        copy.toArray()[1] = 9;
        assertThat(copy).isEqualTo(of(1, 2, 3));
    }

    @Test
    void a_buffer_cannot_be_written_through() {
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> of(1).buffer().put((byte) 2));
    }

    @Test
    void order_is_unsigned_and_a_prefix_comes_first() {
        assertThat(of(0x7f)).isLessThan(of(0x80));
        assertThat(of(1)).isLessThan(of(1, 0));
        assertThat(of(1, 0)).isEqualByComparingTo(of(1, 0));
    }

    @Test
    void slices_and_joins_fit_together() {
        Bytes whole = of(1, 2, 3, 4);
        assertThat(whole.slice(0, 2).plus(whole.slice(2, 4))).isEqualTo(whole);
        assertThat(Bytes.concat()).isEqualTo(Bytes.EMPTY);
        assertThat(whole.slice(4, 4).isEmpty()).isTrue();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.slice(0, 5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.slice(3, 2));
    }

    @Test
    void printing_shows_the_length_alone() {
        assertThat(of(0x41, 0x42)).hasToString("Bytes[2]");
    }

    @Test
    void malformed_utf_8_is_refused_never_replaced() throws FormatException {
        assertThat(Bytes.ofUtf8("é😂").utf8("test")).isEqualTo("é😂");
        for (Bytes bad : new Bytes[] {of(0xff), of(0xc3), of(0xc0, 0x80), of(0xed, 0xa0, 0x80)}) {
            assertThatExceptionOfType(FormatException.class).isThrownBy(() -> bad.utf8("test"));
        }
    }

    @Test
    void a_hash_has_32_bytes_and_prints_as_hex() throws FormatException {
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertThat(Hash.of(Bytes.EMPTY)).hasToString(empty);
        assertThat(Hash.parse("test", empty)).isEqualTo(Hash.of(Bytes.EMPTY));
        assertThat(Hash.of(Bytes.EMPTY).brief()).isEqualTo("e3b0c442");
        assertThatIllegalArgumentException().isThrownBy(() -> new Hash(Bytes.EMPTY));
        for (String bad : new String[] {empty.substring(2), empty + "00", empty.replace('e', 'E')}) {
            assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Hash.parse("test", bad));
        }
    }

    @Test
    void shown_text_cannot_flood_or_forge_a_line() {
        assertThat(Text.printable("plain é 😂 текст", 40)).isEqualTo("plain é 😂 текст");
        assertThat(Text.printable("a\r\n\u001b[31m\u202e\u2028\ue000\ud800", 40))
                .isEqualTo("a???[31m????");
        assertThat(Text.printable("x".repeat(40), 40)).isEqualTo("x".repeat(40));
        assertThat(Text.printable("x".repeat(41), 40)).isEqualTo("x".repeat(40) + "…");
    }
}
