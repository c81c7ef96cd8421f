package firebreak.verifier.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NeutralsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> FOUR = List.of("AA", "BB", "CC", "DD");

    private static Instant after(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void no_liar_moves_what_two_of_four_say() {
        Agreement.Neutrals two = new Agreement.Neutrals(FOUR, 2);
        for (Instant lie : List.of(Instant.EPOCH, after(1), Instant.MAX)) {
            Map<String, Instant> said = Map.of("AA", after(1), "BB", after(2), "CC", after(3), "DD", lie);
            assertThat(two.earliest(said).orElseThrow()).isBetween(after(1), after(2));
            assertThat(two.latest(said).orElseThrow()).isBetween(after(2), after(3));
        }
    }

    @Test
    void as_many_as_it_takes_make_a_time_and_one_fewer_none() {
        Map<String, Instant> said = Map.of("AA", after(3), "CC", after(1), "XX", after(2));
        assertThat(new Agreement.Neutrals(FOUR, 2).earliest(said)).contains(after(3));
        assertThat(new Agreement.Neutrals(FOUR, 2).latest(said)).contains(after(1));
        assertThat(new Agreement.Neutrals(FOUR, 3).earliest(said)).isEmpty();
        assertThat(new Agreement.Neutrals(FOUR, 3).latest(said)).isEmpty();
    }

    @Test
    void where_none_are_needed_they_make_no_time() {
        assertThat(new Agreement.Neutrals(FOUR, 0).earliest(Map.of("AA", NOON))).isEmpty();
        assertThat(new Agreement.Neutrals(FOUR, 0).latest(Map.of("AA", NOON))).isEmpty();
    }
}
