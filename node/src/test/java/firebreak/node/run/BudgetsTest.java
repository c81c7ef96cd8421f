package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private final Budgets budgets = new Budgets(nanos::get);

    private int taken(String payer, int perMinute, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budgets.take(payer, perMinute) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void a_minutes_worth_may_come_at_once_and_no_leaf_more() {
        assertThat(taken("RU/one", 60, 60)).isEqualTo(60);
        assertThat(taken("RU/one", 60, 1)).isZero();
    }

    @Test
    void what_was_used_grows_back_evenly_and_never_beyond_a_minutes_worth() {
        assertThat(taken("RU/one", 60, 100)).isEqualTo(60);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(taken("RU/one", 60, 100)).isEqualTo(10);

        nanos.addAndGet(Duration.ofHours(5).toNanos());
        assertThat(taken("RU/one", 60, 100)).isEqualTo(60);
    }

    @Test
    void a_refusal_costs_nothing() {
        assertThat(taken("RU/one", 2, 1_000)).isEqualTo(2);

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(budgets.take("RU/one", 2)).isTrue();
    }

    @Test
    void one_callers_flood_takes_nothing_from_others_nor_from_another_channel() {
        assertThat(taken("RU/one", 5, 10)).isEqualTo(5);

        assertThat(taken("US/one", 5, 10)).isEqualTo(5);
        assertThat(taken("RU/other", 5, 10)).isEqualTo(5);
    }
}
