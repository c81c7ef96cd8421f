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
    private static String said(int expected, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Simulate.run(List.of(arguments), out, out)).isEqualTo(expected);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 14, 17, 20, 27, 35, 46, 47})
    void every_invariant_holds_in_these_worlds(long seed) {
        Outcome outcome = Outcome.of(seed, _ -> {});
        assertThat(outcome.violation()).as(outcome.words()).isEmpty();
    }

    @Test
    void one_seed_is_run_twice_and_compared() {
        assertThat(said(0, "--seed", "3", "--json")).contains("\"seed\":\"3\"").doesNotContain("violation");
    }

    @Test
    void what_cannot_be_understood_is_wrong_usage() {
        assertThat(said(2, "--sed", "3")).contains("what is '--sed'?").contains("usage:");
        assertThat(said(2, "--seed")).contains("expected a number after --seed");
    }
}
