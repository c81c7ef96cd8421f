package firebreak.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Duration JUST_BEFORE = Progress.PAUSE.minusMillis(1);

    @Test
    void a_line_is_due_every_few_seconds() {
        Progress progress = new Progress(10);
        assertThat(progress.ended(true, JUST_BEFORE)).isEmpty();
        assertThat(progress.ended(true, Progress.PAUSE)).contains("2 of 10 seeds done, 0 broken, 0.4 seeds a second");
        assertThat(progress.ended(true, Progress.PAUSE.plus(JUST_BEFORE))).isEmpty();
        assertThat(progress.ended(true, Progress.PAUSE.multipliedBy(2))).isPresent();
    }

    @Test
    void broken_seeds_are_counted() {
        Progress progress = new Progress(2);
        progress.ended(true, Duration.ofSeconds(1));
        assertThat(progress.allHeld()).isTrue();
        progress.ended(false, Duration.ofSeconds(2));
        assertThat(progress.allHeld()).isFalse();
        assertThat(progress.words(Duration.ofSeconds(2))).isEqualTo("2 seeds, 1 broken, 1.0 seeds a second");
    }
}
