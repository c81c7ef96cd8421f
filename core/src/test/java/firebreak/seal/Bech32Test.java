package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bech32Test {
    /// The valid strings of BIP 173 whose data are whole bytes.
    @ParameterizedTest
    @CsvSource({
        "a, true, A12UEL5L, ''",
        "a, false, a12uel5l, ''",
        "abcdef, false, abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw, 00443214c74254b635cf84653a56d7c675be77df",
        "split, false, split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w,"
                + " c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"
    })
    void published_text_is_read_and_written(String prefix, boolean upper, String text, String hex) throws Exception {
        byte[] data = Bech32.decode("key", prefix, upper, ascii(text));
        assertThat(HexFormat.of().formatHex(data)).isEqualTo(hex);
        byte[] written = Bech32.encode(prefix, data);
        assertThat(upper ? Bech32.upperCase(written) : written).isEqualTo(ascii(text));
    }

    @Test
    void any_bytes_come_back() throws Exception {
        long seed = 0xbec4;
        RandomGenerator random = Samples.random(seed);
        for (int size = 0; size < 200; size++) {
            byte[] data = Samples.bytes(size, random).toArray();
            byte[] text = Bech32.encode("age", data);
            assertThat(Bech32.decode("key", "age", false, text))
                    .as("seed %d size %d", seed, size)
                    .isEqualTo(data);
        }
    }

    @Test
    void any_one_changed_character_is_refused() {
        byte[] text = ascii("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
        for (int at = 0; at < text.length; at++) {
            for (int c = 0; c < 256; c++) {
                byte[] changed = text.clone();
                changed[at] = (byte) c;
                if (changed[at] != text[at]) {
                    refused("abcdef", false, changed);
                }
            }
        }
    }

    @Test
    void a_cut_text_is_refused_at_every_length() {
        String text = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw";
        for (int length = 0; length < text.length(); length++) {
            refused("abcdef", false, ascii(text.substring(0, length)));
        }
    }

    @Test
    void mixed_or_wrong_case_is_refused() {
        refused("a", true, ascii("a12uel5l"));
        refused("a", false, ascii("A12UEL5L"));
        refused("a", true, ascii("A12UEl5L"));
    }

    @Test
    void a_changed_character_is_located() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Bech32.decode("key", "a", false, ascii("a12uelbl")))
                .withMessageStartingWith("key character 7: ");
    }

    /// Each with a right checksum: one group alone, one too many, and bits set after the last whole byte.
    @ParameterizedTest
    @ValueSource(strings = {"age1qdd35qf", "age1qqqyst3gn", "age1qpu0j2ex", "age1qqqpzh8mqf"})
    void text_that_does_not_end_on_a_whole_byte_is_refused(String text) {
        refused("age", false, ascii(text));
    }

    @Test
    void zero_bits_after_the_last_byte_are_padding() throws Exception {
        assertThat(Bech32.decode("key", "age", false, ascii("age1qywnyetw"))).containsExactly(1);
    }

    private static void refused(String prefix, boolean upper, byte[] text) {
        assertThatExceptionOfType(FormatException.class)
                .as(new String(text, StandardCharsets.ISO_8859_1))
                .isThrownBy(() -> Bech32.decode("key", prefix, upper, text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
