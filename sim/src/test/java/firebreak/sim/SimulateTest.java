package firebreak.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulateTest {
    /// What a run printed, and how it ended.
    private record Run(int code, String out, String err) {
        static Run of(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Simulate.run(List.of(arguments), stream(out), stream(err), false);
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        private static PrintStream stream(ByteArrayOutputStream bytes) {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 9, 13, 24, 25, 27})
    void every_invariant_holds_in_these_worlds(long seed) {
        Outcome outcome = Outcome.of(seed, _ -> {});
        assertThat(outcome.violation()).as(outcome.words()).isEmpty();
    }

    @Test
    void one_seed_is_run_twice_and_compared() {
        Run run = Run.of("--seed", "4", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"seed\":\"4\"").doesNotContain("violation");
    }

    @Test
    void a_run_of_several_says_how_to_repeat_it_and_what_it_came_to() {
        Run run = Run.of("--seeds", "2", "--from", "4");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.err()).startsWith("seeds from 4 on; the same again: ./firebreak sim --seeds 2 --from 4\n");
        assertThat(run.out()).startsWith("2 seeds, 0 broken, ");
    }

    @Test
    void seeds_from_a_number_on_are_the_numbers_that_follow() {
        Run run = Run.of("--seeds", "2", "--from", "4", "--json");
        assertThat(run.out().lines().map(line -> line.replaceAll(".*\"seed\":\"(\\d+)\".*", "$1")))
                .containsExactlyInAnyOrder("4", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_is_usage_and_no_failure(String asked) {
        Run run = Run.of(asked);
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("usage: firebreak sim").contains("example: ./firebreak sim --seeds 1000");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void what_cannot_be_understood_is_wrong_usage() {
        refused("what is '--sed'?", "--sed", "3");
        refused("expected a number after --seed", "--seed");
        refused("expected a number after --from", "--seeds", "2", "--from", "x");
        refused("expected at least 1 after --seeds", "--seeds", "0");
        refused("--seed stands there twice", "--seed", "3", "--seed", "4");
        refused("leave --seeds and --from out", "--seed", "3", "--from", "4");
        refused("name it with --seed", "--trace");
    }

    private static void refused(String why, String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(why).contains("usage: firebreak sim");
        assertThat(run.out()).isEmpty();
    }
}
