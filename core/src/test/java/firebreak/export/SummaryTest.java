package firebreak.export;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final World world = new World(2, World.RU, World.UK);

    private Summary summary() {
        Summarizing summarizing = new Summarizing(Optional.of(world.charter.hash()));
        world.nodes.keySet().forEach(party -> add(summarizing, party));
        return summarizing.summary();
    }

    private void add(Summarizing summarizing, PartyCode party) {
        MemoryFiles files = new MemoryFiles();
        try {
            ExportTest.export(world, party, files, false);
            assertThat(summarizing.add(files, Progress.NONE).faults()).isEmpty();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void a_note_climbs_from_sent_to_answered_and_its_wait_is_told() {
        LeafRef note = world.say(World.RU, World.FREE_TEXT, Optional.empty(), World.UK_MOD);
        Summary.Row delivered = summary().total();
        assertThat(delivered.notes()).isEqualTo(1);
        assertThat(delivered.delivered()).isEqualTo(1);
        assertThat(delivered.read()).isZero();
        assertThat(delivered.unanswered()).isEqualTo(1);
        assertThat(delivered.longestWait()).isEmpty();
        world.node(World.UK).receipt(Receipt.Kind.READ, note);
        world.node(World.UK).receipt(Receipt.Kind.ACKNOWLEDGED, note);
        world.now = World.NOON.plus(Duration.ofMinutes(90));
        world.say(World.UK, World.HOLDING, Optional.of(note), World.RU_MOD);
        assertThat(summary().total().unanswered()).isEqualTo(1);
        world.now = World.NOON.plus(Duration.ofHours(5));
        world.say(World.UK, World.REPLY, Optional.of(note), World.RU_MOD);
        Summary summary = summary();
        Summary.Row ru = Objects.requireNonNull(summary.parties().get(World.RU));
        assertThat(ru.read()).isEqualTo(1);
        assertThat(ru.acknowledged()).isEqualTo(1);
        assertThat(ru.replied()).isEqualTo(1);
        assertThat(ru.unanswered()).isZero();
        assertThat(ru.longestWait().orElseThrow().length()).isEqualTo(Duration.ofHours(5));
        assertThat(summary.total().notes()).isEqualTo(3);
        assertThat(summary.crossed()).isEmpty();
        assertThat(summary.claimedUnseen()).isEmpty();
    }

    @Test
    void notes_cross_when_neither_author_held_the_others() {
        world.node(World.RU).cutOff = true;
        world.say(World.RU, World.FREE_TEXT, Optional.empty(), World.UK_MOD);
        world.say(World.UK, World.FREE_TEXT, Optional.empty(), World.RU_MOD);
        world.node(World.RU).cutOff = false;
        world.now = World.NOON.plus(Duration.ofMinutes(5));
        world.nodes.values().forEach(node -> node.step(new firebreak.engine.Event.Ticked()));
        world.settle();
        world.say(World.RU, World.FREE_TEXT, Optional.empty(), World.UK_MOD);
        Summary summary = summary();
        assertThat(summary.crossed()).hasSize(1);
        assertThat(summary.total().crossed()).isEqualTo(1);
        assertThat(summary.total().notes()).isEqualTo(3);
    }

    @Test
    void a_joint_note_counts_once_and_only_when_both_have_recorded_it() {
        Note joint = world.joint(World.RU, World.UK);
        Jws signed = Jws.sign(
                joint.payload(),
                world.keys(World.RU).post(),
                world.keys(World.UK).post());
        world.node(World.RU).recordJoint(signed);
        world.settle();
        assertThat(summary().total().notes()).isZero();
        world.node(World.UK).recordJoint(signed);
        world.settle();
        assertThat(summary().total().notes()).isEqualTo(1);
    }

    @Test
    void the_file_has_exactly_the_agreed_members() {
        world.say(World.RU, World.FREE_TEXT, Optional.empty(), World.UK_MOD);
        Json.Obj json = (Json.Obj) summary().toJson("dirty-bomb-2022", 12);
        assertThat(json.members())
                .containsOnlyKeys(
                        "scenario",
                        "parties",
                        "notes",
                        "delivered",
                        "read",
                        "acknowledged",
                        "replied",
                        "unanswered",
                        "crossed",
                        "records",
                        "seconds");
        Json.Arr records = (Json.Arr) Vectors.member(json, "records");
        assertThat(records.items())
                .hasSize(2)
                .allSatisfy(record -> assertThat(((Json.Obj) record).members())
                        .containsOnlyKeys("party", "channel", "size", "root", "verified"));
    }

    @Test
    void the_table_has_a_line_for_each_party_and_one_for_all() {
        world.say(World.RU, World.FREE_TEXT, Optional.empty(), World.UK_MOD);
        assertThat(summary().table().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).doesNotEndWith(" "));
    }
}
