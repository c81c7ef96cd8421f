package firebreak.export;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.engine.Federation;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Federation line = new Federation(2, A, B);

    private Summary summary() {
        Summarizing summarizing = new Summarizing(Optional.of(line.charter().hash()));
        line.parties().forEach(party -> add(summarizing, party));
        return summarizing.summary();
    }

    private void add(Summarizing summarizing, PartyCode party) {
        MemoryFiles files = new MemoryFiles();
        try {
            ExportTest.export(line, party, files, false);
            assertThat(summarizing.add(files, Progress.NONE).faults()).isEmpty();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void a_note_climbs_from_sent_to_answered_and_its_wait_is_told() {
        LeafRef note = line.say(A, B);
        Summary.Row delivered = summary().total();
        assertThat(delivered.notes()).isEqualTo(1);
        assertThat(delivered.delivered()).isEqualTo(1);
        assertThat(delivered.read()).isZero();
        assertThat(delivered.unanswered()).isEqualTo(1);
        assertThat(delivered.longestWait()).isEmpty();
        line.node(B).receipt(Receipt.Kind.READ, note);
        line.node(B).receipt(Receipt.Kind.ACKNOWLEDGED, note);
        line.now = Federation.NOON.plus(Duration.ofMinutes(90));
        line.answer(B, Federation.HOLDING, note, A);
        assertThat(summary().total().unanswered()).isEqualTo(1);
        line.now = Federation.NOON.plus(Duration.ofHours(5));
        line.answer(B, Federation.REPLY, note, A);
        Summary summary = summary();
        Summary.Row a = Objects.requireNonNull(summary.parties().get(A));
        assertThat(a.read()).isEqualTo(1);
        assertThat(a.acknowledged()).isEqualTo(1);
        assertThat(a.replied()).isEqualTo(1);
        assertThat(a.unanswered()).isZero();
        assertThat(a.longestWait().orElseThrow().length()).isEqualTo(Duration.ofHours(5));
        assertThat(summary.total().notes()).isEqualTo(3);
        assertThat(summary.crossed()).isEmpty();
        assertThat(summary.claimedUnseen()).isEmpty();
    }

    @Test
    void notes_cross_when_neither_author_held_the_others() {
        line.node(A).cutOff = true;
        line.say(A, B);
        line.say(B, A);
        line.node(A).cutOff = false;
        line.pass(Duration.ofMinutes(5));
        line.say(A, B);
        Summary summary = summary();
        assertThat(summary.crossed()).hasSize(1);
        assertThat(summary.total().crossed()).isEqualTo(1);
        assertThat(summary.total().notes()).isEqualTo(3);
    }

    @Test
    void a_joint_note_counts_once_and_only_when_both_have_recorded_it() {
        Jws signed = line.joint(A, B);
        line.node(A).recordJoint(signed);
        assertThat(summary().total().notes()).isZero();
        line.node(B).recordJoint(signed);
        Summary.Row total = summary().total();
        assertThat(total.notes()).isEqualTo(1);
        assertThat(total.delivered())
                .as("both authors have it, and there is nobody else")
                .isEqualTo(1);
        assertThat(total.read()).isZero();
    }

    @Test
    void the_file_has_exactly_the_agreed_members() {
        line.say(A, B);
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
        line.say(A, B);
        assertThat(summary().table().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).doesNotEndWith(" "));
    }
}
