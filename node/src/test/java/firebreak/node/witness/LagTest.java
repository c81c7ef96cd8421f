package firebreak.node.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LagTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Lag lag = new Lag();

    private void seen(int second, long size, long witnessed) {
        lag.seen(size, witnessed, NOON.plusSeconds(second));
    }

    @Test
    void it_is_the_age_of_the_oldest_leaf_that_is_not_witnessed() {
        seen(0, 5, 5);
        assertThat(lag.since()).isEmpty();
        seen(1, 6, 5);
        seen(2, 7, 5);
        seen(3, 7, 5);
        assertThat(lag.since()).contains(NOON.plusSeconds(1));
        seen(4, 8, 6);
        assertThat(lag.since()).contains(NOON.plusSeconds(2));
        seen(5, 8, 7);
        assertThat(lag.since()).contains(NOON.plusSeconds(4));
        seen(6, 8, 8);
        assertThat(lag.since()).isEmpty();
    }

    @Test
    void of_a_long_outage_the_beginning_is_remembered_and_what_is_said_later_is_never_too_short() {
        for (int second = 1; second <= 5_000; second++) {
            seen(second, second, 0);
        }
        assertThat(lag.since()).contains(NOON.plusSeconds(1));
        seen(5_001, 5_000, 4_000);
        assertThat(lag.since().orElseThrow()).isBeforeOrEqualTo(NOON.plusSeconds(4_001));
        seen(5_002, 5_000, 5_000);
        assertThat(lag.since()).isEmpty();
    }
}
