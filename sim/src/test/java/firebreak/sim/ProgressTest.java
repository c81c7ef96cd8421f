package firebreak.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Duration JUST_BEFORE = Progress.PAUSE.minusMillis(1);

    private static Progress twoDone() {
        Progress progress = new Progress(10);
        progress.ended(1, true);
        progress.ended(2, true);
        return progress;
    }

    @Test
    void a_line_is_due_every_few_seconds_when_a_world_has_ended() {
        Progress progress = twoDone();
        assertThat(progress.due(JUST_BEFORE)).isEmpty();
        assertThat(progress.due(Progress.PAUSE)).contains("2 of 10 seeds done, 0 broken, 0.4 seeds a second");
        assertThat(progress.due(Progress.PAUSE.multipliedBy(3))).isEmpty();
        progress.ended(3, true);
        assertThat(progress.due(Progress.PAUSE.multipliedBy(3))).isPresent();
    }

    @Test
    void the_world_that_runs_longest_is_named_with_what_happened_last() {
        Progress progress = twoDone();
        Duration begun = Duration.ofSeconds(20);
        Consumer<String> slow = progress.began(17, begun);
        progress.began(18, begun.plusSeconds(1));
        slow.accept("BB crashed");
        slow.accept("BB Started");
        assertThat(progress.due(Progress.PAUSE)).isPresent();
        Duration justBefore = begun.plus(Progress.LONG).minusMillis(1);
        assertThat(progress.line(justBefore)).endsWith("seeds a second");
        assertThat(progress.due(justBefore)).isEmpty();
        assertThat(progress.line(begun.plus(Progress.LONG))).endsWith("; seed 17 for 10 s, line 2: BB Started");
        assertThat(progress.due(begun.plus(Progress.LONG))).isPresent();
        progress.ended(17, true);
        assertThat(progress.line(Duration.ofMinutes(1))).contains("; seed 18 for 39 s, line 0: ");
    }

    @Test
    void broken_seeds_are_counted() {
        Progress progress = new Progress(2);
        progress.ended(1, true);
        assertThat(progress.allHeld()).isTrue();
        progress.ended(2, false);
        assertThat(progress.allHeld()).isFalse();
        assertThat(progress.words(Duration.ofSeconds(2))).isEqualTo("2 seeds, 1 broken, 1.0 seeds a second");
    }

    private static String told(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Teller teller = new Teller(twoDone(), new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal)) {
            teller.say(Duration.ofSeconds(10));
            teller.say(Duration.ofSeconds(20));
            teller.aside(() -> {});
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void on_a_terminal_one_line_is_written_over_and_is_gone_in_the_end() {
        assertThat(told(true))
                .contains("\r\033[K\033[?7l2 of 10 seeds done, 0 broken, 0.2 seeds a second\033[?7h\r\033[K")
                .endsWith("\r\033[K")
                .doesNotContain("\n");
    }

    @Test
    void elsewhere_each_line_stays_and_says_news() {
        assertThat(told(false)).isEqualTo("2 of 10 seeds done, 0 broken, 0.2 seeds a second" + System.lineSeparator());
    }
}
