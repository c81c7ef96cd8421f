package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static Json read(String text) throws FormatException {
        return Canonical.readLoose("test", Bytes.ofUtf8(text), 1 << 20);
    }

    private static FormatException refused(String text) {
        return assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(text))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\" 1}",
                "tru",
                "True",
                "nul",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x10",
                "1_0",
                "1e400",
                "-1e400",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\uFF1\u0661\"",
                "\"\n\"",
                "\"\u0000\"",
                "1 1",
                "[] []",
                "{}x",
                "// c\n1",
                "\ufeff1",
                "\u00a01",
                "\f1",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\u0041\"",
                "{\"\\ud800\":1}"
            })
    void what_is_not_i_json_is_refused(String text) {
        assertThat(refused(text).place()).startsWith("test at ");
    }

    @Test
    void a_member_name_given_twice_is_refused_with_its_place() {
        FormatException refusal = refused("{\"a\":1,\n \"\\u0061\":2}");
        assertThat(refusal).hasMessage("test at 2:2: member name given twice");
    }

    @Test
    void one_name_may_stand_in_two_objects() throws FormatException {
        assertThat(read("[{\"a\":1},{\"a\":{\"a\":2}}]")).isInstanceOf(Json.Arr.class);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        for (String hex : new String[] {"22ff22", "22c080" + "22", "22eda080" + "22", "22f4908080" + "22", "22e282"}) {
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> Canonical.readLoose("test", Bytes.parseHex("hex", hex), 100))
                    .withMessage("test: expected well-formed UTF-8");
        }
    }

    @Test
    void every_escape_is_read() throws FormatException {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE02\""))
                .isEqualTo(Json.of("\"\\/\b\f\n\r\té😂"));
    }

    @Test
    void a_pair_of_surrogates_may_be_half_escaped_nowhere() {
        assertThat(refused("\"\\ud83d\"").expectation()).isEqualTo("expected no lone surrogate in a string");
    }

    @Test
    void a_refusal_never_repeats_the_input() {
        assertThat(refused("{\"password\":hunter2}")).hasMessageNotContaining("hunter2");
    }

    @Test
    void any_prefix_and_any_changed_byte_is_either_read_or_refused() throws FormatException {
        Bytes whole = Bytes.ofUtf8("{\"a\":[1,-2.5e-7,\"x\\u00e9\\n\",true,false,null],\"b\":{\"c\":\"😂\"}}");
        for (int size = 0; size < whole.size(); size++) {
            survives(whole.slice(0, size), "prefix " + size);
        }
        long seed = 7;
        Random random = new Random(seed);
        for (int draw = 0; draw < 20_000; draw++) {
            byte[] changed = whole.toArray();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            survives(Bytes.wrap(changed), "seed " + seed + ", draw " + draw);
        }
    }

    /// What is read can be written, and then reads as the same.
    private static void survives(Bytes input, String about) throws FormatException {
        Json value;
        try {
            value = Canonical.readLoose("test", input, 1000);
        } catch (FormatException refusal) {
            return;
        }
        assertThat(Canonical.read("test", Canonical.write(value), 1000))
                .as(about)
                .isEqualTo(value);
    }
}
