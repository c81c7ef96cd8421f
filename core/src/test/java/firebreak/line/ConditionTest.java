package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");
    private static final Condition SILENT = new Condition.Silent(NOON.plusSeconds(9));
    private static final Condition UNKNOWN = new Condition.Unknown(NOON.plusSeconds(5));
    private static final Condition ANSWERING = new Condition.Answering(NOON);

    @Test
    void a_party_answers_if_any_of_its_posts_does() {
        assertThat(Condition.together(List.of(SILENT, ANSWERING, UNKNOWN))).contains(ANSWERING);
    }

    @Test
    void a_party_is_silent_only_if_all_its_posts_are_and_since_the_last_of_them() {
        assertThat(Condition.together(List.of(SILENT, UNKNOWN))).contains(UNKNOWN);
        assertThat(Condition.together(List.of(new Condition.Silent(NOON), SILENT)))
                .contains(SILENT);
    }

    @Test
    void of_the_times_the_newest_counts() {
        Condition later = new Condition.Answering(NOON.plusSeconds(1));
        assertThat(Condition.together(List.of(later, ANSWERING))).contains(later);
    }

    @Test
    void of_no_lines_nothing_is_known() {
        assertThat(Condition.together(List.of())).isEmpty();
    }
}
