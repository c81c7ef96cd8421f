package firebreak.verifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalTest {
    static List<Vectors.Case> vectors() {
        return Vectors.cases("canonical-json", "cases");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void every_vector_has_its_verdict(Vectors.Case vector) throws Malformed {
        Bytes input = vector.has("hex") ? Bytes.of(HexFormat.of().parseHex(vector.text("hex"))) : vector.bytes("text");
        if (vector.text("verdict").equals("canonical")) {
            assertThat(Canonical.write(Canonical.read("text", input, 1 << 20))).isEqualTo(input);
            return;
        }
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Canonical.read("text", input, 1 << 20));
        if (vector.text("verdict").equals("loose")) {
            String text = new String(input.array(), StandardCharsets.UTF_8);
            assertThat(Canonical.write(JsonReader.read("text", text))).isEqualTo(vector.bytes("canonical"));
        }
    }

    @Test
    void a_limit_is_of_bytes_and_the_last_one_counts() throws Malformed {
        Bytes four = Bytes.ofText("\"é\"");
        assertThat(Canonical.read("text", four, 4)).isEqualTo(new Json.Str("é"));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Canonical.read("text", four, 3))
                .withMessageStartingWith("text: ");
    }

    @Test
    void times_have_one_spelling() throws Malformed {
        for (String right : List.of("2022-10-23T12:00:00Z", "2022-10-23T12:00:00.250Z", "0001-01-01T00:00:00Z")) {
            assertThat(Members.time("at", right)).hasToString(right);
        }
        for (String wrong : List.of(
                "2022-10-23T12:00:00.000Z",
                "2022-10-23T12:00:00.25Z",
                "2022-10-23T12:00:00+00:00",
                "2022-10-23T24:00:00Z",
                "2022-12-31T23:59:60Z",
                "2022-02-30T12:00:00Z",
                "0000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "2022-10-23t12:00:00z",
                "2022-10-23T12:00Z")) {
            assertThatExceptionOfType(Malformed.class).as(wrong).isThrownBy(() -> Members.time("at", wrong));
        }
    }
}
