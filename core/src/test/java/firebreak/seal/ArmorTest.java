package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// Beside the published vectors: places, round trips and the question whether text is armour at all.
class ArmorTest {
    private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----\n";
    private static final String END = "-----END AGE ENCRYPTED FILE-----";

    @Test
    void content_of_any_size_comes_out_with_either_line_end() throws Exception {
        for (int size = 1; size < 200; size++) {
            Bytes content = Samples.bytes(size, Samples.random(size));
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content.toArray());
            String armor = BEGIN + body + "\n" + END;
            assertThat(read(armor)).isEqualTo(content);
            assertThat(read(" \r\n" + armor.replace("\n", "\r\n") + "\n\t")).isEqualTo(content);
        }
    }

    @Test
    void a_refusal_counts_lines_from_the_start_of_the_text() {
        refused("\n\nhello", "age armor line 3");
        refused(BEGIN, "age armor line 1");
        refused(BEGIN + "AAAA\n", "age armor line 2");
        refused(BEGIN + "AAAA\nAAAA\n" + END, "age armor line 2");
        refused(BEGIN + "A".repeat(64) + "\n\n" + END, "age armor line 3");
        refused(BEGIN + "A".repeat(68) + "\n" + END, "age armor line 2");
        refused(BEGIN + "AAAA\n" + END + "\nx", "age armor line 4");
        refused("", "age armor line 1");
    }

    @Test
    void bytes_beyond_ascii_are_refused() {
        refused("\u00a0" + BEGIN + "AAAA\n" + END, "age armor line 1");
        refused(BEGIN + "AA\u00e9A\n" + END, "age armor line 2");
    }

    @Test
    void armour_is_told_from_a_binary_file() {
        assertThat(Armor.isArmor(Bytes.ofUtf8(" \n" + BEGIN))).isTrue();
        assertThat(Armor.isArmor(Bytes.ofUtf8("age-encryption.org/v1\n"))).isFalse();
        assertThat(Armor.isArmor(Bytes.EMPTY)).isFalse();
    }

    private static Bytes read(String text) throws FormatException {
        return Armor.read(Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void refused(String text, String place) {
        assertThatExceptionOfType(FormatException.class)
                .as(text)
                .isThrownBy(() -> read(text))
                .satisfies(refused -> assertThat(refused.place()).isEqualTo(place));
    }
}
