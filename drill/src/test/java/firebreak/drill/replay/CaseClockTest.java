package firebreak.drill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.script.Script;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class CaseClockTest {
    @Test
    void a_case_after_1970_is_played_in_its_own_time() throws IOException {
        Script script = Demo.scripts("black-brant-1995").getFirst();

        assertThat(CaseClock.of(script)).isEqualTo(new CaseClock(Duration.ZERO));
        assertThat(CaseClock.of(script).remark(script)).isEmpty();
    }

    @Test
    void a_case_before_1970_is_played_on_the_same_days_of_the_week_and_says_so() throws IOException {
        Script script = Demo.scripts("cuba-1962").getFirst();
        CaseClock clock = CaseClock.of(script);

        ZonedDateTime shown = clock.shows(Instant.parse("1962-10-22T23:00:00Z")).atZone(ZoneOffset.UTC);
        assertThat(shown).isEqualTo(ZonedDateTime.parse("1990-10-22T23:00:00Z"));
        assertThat(shown.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(clock.remark(script).orElseThrow()).contains("1990").contains("1962");
    }

    @Test
    void intervals_and_order_stay_as_they_were() throws IOException {
        CaseClock clock = CaseClock.of(Demo.scripts("cuba-1962").getFirst());
        Instant one = Instant.parse("1962-10-27T14:00:00Z");
        Instant other = Instant.parse("1964-03-01T00:00:00Z");

        assertThat(Duration.between(clock.shows(one), clock.shows(other))).isEqualTo(Duration.between(one, other));
    }
}
