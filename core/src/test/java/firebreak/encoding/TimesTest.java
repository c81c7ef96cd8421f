package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-10-23T12:00:00Z",
                "2022-10-23T12:00:00.250Z",
                "1962-10-27T23:59:59.001Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "2024-02-29T00:00:00Z"
            })
    void one_instant_has_one_text(String text) throws FormatException {
        assertThat(Times.format(Times.parse("test", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2022-10-23",
                "2022-10-23T12:00Z",
                "2022-10-23 12:00:00Z",
                "2022-10-23t12:00:00Z",
                "2022-10-23T12:00:00z",
                "2022-10-23T12:00:00",
                "2022-10-23T12:00:00+00:00",
                "2022-10-23T15:00:00+03:00",
                "2022-10-23T12:00:00.000Z",
                "2022-10-23T12:00:00.2Z",
                "2022-10-23T12:00:00.25Z",
                "2022-10-23T12:00:00.250000Z",
                "2022-10-23T12:00:00.250001Z",
                "2022-10-23T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2023-02-29T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                " 2022-10-23T12:00:00Z"
            })
    void any_other_spelling_is_refused(String text) {
        assertThatThrownBy(() -> Times.parse("test", text))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("test: expected a UTC time");
    }

    @Test
    void milliseconds_are_kept_and_finer_parts_dropped() {
        assertThat(Times.format(Instant.parse("2022-10-23T12:00:00.000999Z"))).isEqualTo("2022-10-23T12:00:00Z");
        assertThat(Times.format(Instant.parse("2022-10-23T12:00:00.001999Z"))).isEqualTo("2022-10-23T12:00:00.001Z");
    }

    @Test
    void years_1_to_9999_are_written_and_no_others() {
        assertThat(Times.format(Instant.parse("0001-01-01T00:00:00Z"))).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(Times.format(Instant.parse("9999-12-31T23:59:59.999Z"))).isEqualTo("9999-12-31T23:59:59.999Z");
        for (String outside : new String[] {"0000-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Times.format(Instant.parse(outside)));
        }
    }

    @Test
    void any_millisecond_reads_back_as_itself() throws FormatException {
        long seed = 1962;
        Random random = new Random(seed);
        long min = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        long max = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
        for (int draw = 0; draw < 5_000; draw++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(min, max + 1));
            assertThat(Times.parse("test", Times.format(time)))
                    .as("seed %d, draw %d", seed, draw)
                    .isEqualTo(time);
        }
    }
}
