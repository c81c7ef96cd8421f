package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final ChannelId ONE = channel("one");
    private static final ChannelId OTHER = channel("other");

    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private final Budgets budgets = new Budgets(nanos::get);

    private static ChannelId channel(String name) {
        return new ChannelId(Hash.of(Bytes.ofUtf8(name)));
    }

    private int taken(String caller, ChannelId channel, int perMinute, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budgets.take(caller, channel, perMinute) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void a_minutes_worth_may_come_at_once_and_no_leaf_more() {
        assertThat(taken("RU", ONE, 60, 60)).isEqualTo(60);
        assertThat(taken("RU", ONE, 60, 1)).isZero();
    }

    @Test
    void what_was_used_grows_back_evenly_and_never_beyond_a_minutes_worth() {
        assertThat(taken("RU", ONE, 60, 100)).isEqualTo(60);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(taken("RU", ONE, 60, 100)).isEqualTo(10);

        nanos.addAndGet(Duration.ofHours(5).toNanos());
        assertThat(taken("RU", ONE, 60, 100)).isEqualTo(60);
    }

    @Test
    void a_refusal_costs_nothing() {
        assertThat(taken("RU", ONE, 2, 1_000)).isEqualTo(2);

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(budgets.take("RU", ONE, 2)).isTrue();
    }

    @Test
    void one_callers_flood_takes_nothing_from_others_nor_from_another_channel() {
        assertThat(taken("RU", ONE, 5, 10)).isEqualTo(5);

        assertThat(taken("US", ONE, 5, 10)).isEqualTo(5);
        assertThat(taken("RU", OTHER, 5, 10)).isEqualTo(5);
    }
}
