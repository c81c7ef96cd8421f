package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTimeTest {
    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2022-10-23T10:30:20Z, 2022-10-23T10:30:00Z, 2022-10-23T10:30:59.999Z",
        "ABOUT, 2022-10-23T10:30:00Z, 2022-10-23T09:30:00Z, 2022-10-23T11:30:00Z",
        "HOUR, 2022-10-23T10:30:00Z, 2022-10-23T10:00:00Z, 2022-10-23T10:59:59.999Z",
        "PART_OF_DAY, 2022-10-23T02:00:00Z, 2022-10-22T20:00:00Z, 2022-10-23T08:00:00Z",
        "DAY, 2022-10-23T12:00:00Z, 2022-10-23T00:00:00Z, 2022-10-23T23:59:59.999Z"
    })
    void each_precision_means_an_interval(Precision precision, String at, String earliest, String latest) {
        CaseTime time = CaseTime.of(Instant.parse(at), precision);

        assertThat(time.earliest()).isEqualTo(Instant.parse(earliest));
        assertThat(time.latest()).isEqualTo(Instant.parse(latest));
    }

    @ParameterizedTest
    @CsvSource({
        // the last one that overlaps, the first one that does not
        "MINUTE, 10:31, MINUTE, 10:31, false",
        "MINUTE, 10:31, MINUTE, 10:32, true",
        "ABOUT, 10:00, ABOUT, 12:00, false",
        "ABOUT, 10:00, ABOUT, 12:01, true",
        "PART_OF_DAY, 10:00, MINUTE, 16:00, false",
        "PART_OF_DAY, 10:00, MINUTE, 16:01, true",
        "HOUR, 10:00, MINUTE, 10:59, false",
        "HOUR, 10:59, MINUTE, 11:00, true",
        "DAY, 00:00, MINUTE, 23:59, false"
    })
    void surely_before_only_where_the_intervals_do_not_meet(
            Precision first, String firstAt, Precision second, String secondAt, boolean surely) {
        CaseTime a = CaseTime.of(Instant.parse("2022-10-23T" + firstAt + ":00Z"), first);
        CaseTime b = CaseTime.of(Instant.parse("2022-10-23T" + secondAt + ":00Z"), second);

        assertThat(a.surelyBefore(b)).isEqualTo(surely);
        assertThat(b.surelyBefore(a)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2022-03-09T13:43:00Z, 2022-03-09 13:43",
        "ABOUT, 2022-10-24T14:30:00Z, 2022-10-24 about 14h",
        "HOUR, 2022-10-24T14:30:00Z, 2022-10-24 14h",
        "DAY, 2022-10-24T14:30:00Z, 2022-10-24",
        "PART_OF_DAY, 2022-10-24T04:00:00Z, 2022-10-24 morning",
        "PART_OF_DAY, 2022-10-24T10:00:00Z, 2022-10-24 midday",
        "PART_OF_DAY, 2022-10-24T14:00:00Z, 2022-10-24 afternoon",
        "PART_OF_DAY, 2022-10-24T21:59:00Z, 2022-10-24 evening",
        "PART_OF_DAY, 2022-10-31T22:00:00Z, 2022-10-31/01 night",
        "PART_OF_DAY, 2022-10-24T03:59:00Z, 2022-10-23/24 night"
    })
    void a_time_is_never_shown_finer_than_its_precision(Precision precision, String at, String shown) {
        assertThat(CaseTime.of(Instant.parse(at), precision).shown()).isEqualTo(shown);
    }

    @Test
    void a_range_shows_both_its_ends() {
        Instant noon = Instant.parse("2022-10-23T12:00:00Z");

        assertThat(CaseTime.range(noon, noon, noon.plusSeconds(3600)).shown()).isEqualTo("2022-10-23 12:00 to 13:00");
        assertThat(CaseTime.range(noon, noon, noon.plusSeconds(86_400)).shown())
                .isEqualTo("2022-10-23 12:00 to 2022-10-24 12:00");
    }

    @Test
    void a_time_outside_its_interval_cannot_be_made() {
        Instant noon = Instant.parse("2022-10-23T12:00:00Z");

        assertThatThrownBy(() -> CaseTime.range(noon, noon.plusMillis(1), noon.plusMillis(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CaseTime.of(noon, Precision.RANGE)).isInstanceOf(IllegalArgumentException.class);
    }
}
