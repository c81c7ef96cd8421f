package firebreak.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RequestTest {
    private static Request parsed(String... arguments) {
        return Request.parse(List.of(arguments), new SplittableRandom(7));
    }

    @Test
    void without_arguments_a_hundred_worlds_run_from_a_seed_that_is_drawn() {
        long drawn = new SplittableRandom(7).nextLong(1L << 40);
        assertThat(parsed()).isEqualTo(new Request.Many(drawn, 100, false));
    }

    @Test
    void one_world_is_the_least() {
        assertThat(parsed("--seeds", "1", "--from", "5")).isEqualTo(new Request.Many(5, 1, false));
    }

    @Test
    void one_seed_is_one_world() {
        assertThat(parsed("--seed", "17", "--trace", "--json")).isEqualTo(new Request.One(17, true, true));
    }

    @Test
    void help_is_given_whatever_else_is_asked() {
        assertThat(parsed("--seeds", "0", "--help")).isEqualTo(new Request.Help());
    }
}
