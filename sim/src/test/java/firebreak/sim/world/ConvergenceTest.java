package firebreak.sim.world;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.engine.Keys;
import firebreak.engine.OwnRecord;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.sim.check.Fact;
import firebreak.sim.check.Judges;
import firebreak.sim.check.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A calm world's real stores converge; with one row less at one member they do not.
final class ConvergenceTest {
    private static final PartyCode AA = new PartyCode("AA");
    private static final PartyCode BB = new PartyCode("BB");

    private final World world = WorldTest.calmWorld(1);

    ConvergenceTest() {
        world.run();
    }

    private StoreView store(PartyCode party) {
        return world.node(party).disk().asWritten();
    }

    private OwnRecord own(PartyCode party) {
        return world.node(party).state().channels().values().iterator().next().own();
    }

    private void judge(StoreView ofBB) {
        Judges judges = new Judges(world);
        judges.see(new Fact.Ended(AA, store(AA)));
        judges.see(new Fact.Ended(BB, ofBB));
    }

    /// A store that lacks a row of some tables.
    private record Lacking(StoreView store, List<Table> tables, String key) implements StoreView {
        @Override
        public Optional<Bytes> get(Table table, String asked) {
            return tables.contains(table) && asked.equals(key) ? Optional.empty() : store.get(table, asked);
        }

        @Override
        public List<Entry> range(Table table, String from, String to, int limit) {
            return store.range(table, from, to, limit).stream()
                    .filter(row -> get(table, row.key()).isPresent())
                    .toList();
        }
    }

    @Test
    void what_everybody_has_is_found_to_have_converged() {
        assertThatCode(() -> judge(store(BB))).doesNotThrowAnyException();
    }

    @Test
    void a_member_that_lacks_a_leaf_at_the_end_is_noticed() {
        String last = Keys.leaf(own(AA).origin(), own(AA).size() - 1);
        StoreView lacking = new Lacking(store(BB), List.of(Table.LEAF, Table.ENVELOPE, Table.BODY), last);
        assertThatThrownBy(() -> judge(lacking))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("leaves of AA's record");
    }

    @Test
    void a_member_that_has_lost_the_owners_own_leaf_for_it_is_noticed() {
        String first = Keys.leaf(own(BB).origin(), 0);
        StoreView lacking = new Lacking(store(BB), List.of(Table.LEAF, Table.ENVELOPE, Table.BODY), first);
        assertThatThrownBy(() -> judge(lacking))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("BB lacks a leaf of its own record")
                .hasMessageContaining("that AA holds");
    }
}
