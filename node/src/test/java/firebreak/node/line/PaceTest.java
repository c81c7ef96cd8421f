package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaceTest {
    private final Pace pace = Pace.system();

    @Test
    void a_wait_ends_when_its_time_has_come() throws InterruptedException {
        Duration until = pace.running().plusMillis(5);
        pace.await(until);
        assertThat(pace.running()).isGreaterThanOrEqualTo(until);
        pace.await(Duration.ZERO);
    }

    @Test
    void a_wake_ends_the_wait_under_way_or_the_next_one() throws InterruptedException {
        pace.wake();
        pace.wake();
        pace.await(Duration.ofDays(1));
        Thread waiting = Thread.startVirtualThread(this::waitForADay);
        pace.wake();
        waiting.join();
        assertThat(pace.running()).isLessThan(Duration.ofDays(1));
    }

    private void waitForADay() {
        try {
            pace.await(Duration.ofDays(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
