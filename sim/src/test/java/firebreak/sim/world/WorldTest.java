package firebreak.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorldTest {
    private static final PartyCode AA = new PartyCode("AA");
    private static final PartyCode BB = new PartyCode("BB");

    private static final Plan.Trouble STOPS_BEFORE_COMMITS =
            new Plan.Trouble(0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

    private static Plan calm(int notes) {
        return new Plan(
                Map.of(AA, List.of(new PostCode("AA-MOD")), BB, List.of(new PostCode("BB-MOD"))),
                List.of(new Plan.Line("TWO", List.of(AA, BB), false)),
                Optional.empty(),
                Plan.Weather.FAIR,
                Plan.Trouble.NONE,
                new Plan.Traffic(notes, 0, 0, 0, Duration.ofSeconds(30)));
    }

    /// Two parties, two notes, no faults.
    static World calmWorld(long seed) {
        return new World(seed, calm(2), _ -> {});
    }

    @Test
    void two_nodes_exchange_a_note_and_its_delivered_receipt() {
        World world = new World(1, calm(1), _ -> {});
        world.run();
        // two openings, the note, and a delivered receipt for each of the three: each said by one, heard by the other
        assertThat(world.accepted()).isGreaterThanOrEqualTo(12);
    }

    /// Half of all early effects leave a node that stops before the commit of their step: the note is there all the
    /// same,
    /// once.
    @Test
    void a_node_that_stops_between_an_early_effect_and_its_commit_loses_nothing() {
        Plan calm = calm(4);
        Plan hasty =
                new Plan(calm.posts(), calm.lines(), calm.liar(), calm.weather(), STOPS_BEFORE_COMMITS, calm.traffic());
        List<String> log = new ArrayList<>();
        World world = new World(5, hasty, log::add);
        world.run();
        assertThat(log)
                .filteredOn(line -> line.contains("stops between an early effect and its commit"))
                .isNotEmpty();
        assertThat(world.accepted()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void one_seed_gives_one_trace() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        World one = new World(4, first::add);
        World other = new World(4, second::add);
        one.run();
        other.run();
        assertThat(second).isEqualTo(first);
        assertThat(other.trace()).isEqualTo(one.trace());
    }
}
