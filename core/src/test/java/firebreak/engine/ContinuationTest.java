package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Successor;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a node goes on after its home was put back (DESIGN 5, 'Continuation'), with its high-water file and without.
final class ContinuationTest {
    private static Successor first(TestNode node, Origin origin) {
        return (Successor) node.statements(origin).getFirst();
    }

    private static void takenUp(Federation line, LeafRef note, PartyCode... by) {
        for (PartyCode party : by) {
            assertThat(line.node(party).get(Table.BODY, note))
                    .as(party + " takes up the note")
                    .isPresent();
        }
    }

    /// What every honest restore must end in: one chain, and nobody accuses anybody.
    private static void oneChain(Federation line, List<Origin> chain, PartyCode... others) {
        for (PartyCode other : others) {
            TestNode node = line.node(other);
            assertThat(node.keys(Table.EVIDENCE)).isEmpty();
            for (int i = 1; i < chain.size(); i++) {
                assertThat(first(node, chain.get(i)).previous()).isEqualTo(chain.get(i - 1));
                assertThat(first(node, chain.get(i)).author().generation()).isEqualTo(i);
            }
        }
    }

    @Test
    void a_current_home_with_its_high_water_file_goes_on_in_its_record() {
        Federation line = new Federation(1, A, B);
        line.say(A, B);
        Origin origin = line.node(A).own().origin();
        line.node(A).restore(line.node(A).copy());
        takenUp(line, line.say(A, B), B);
        assertThat(line.node(A).own().origin()).isEqualTo(origin);
    }

    @Test
    void a_second_restore_from_before_the_first_successor_continues_that_successor() {
        Federation line = new Federation(2, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        Map<String, Bytes> early = node.copy();
        LeafRef lost = line.say(A, B);
        node.restore(early);
        Origin one = node.own().origin();
        LeafRef lostAgain = line.say(A, B);
        node.restore(early);
        Origin two = node.own().origin();
        line.pass(Duration.ofSeconds(10));
        node.restore(early);
        Origin three = node.own().origin();
        line.pass(Duration.ofSeconds(70));
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, one, two, three), B);
        takenUp(line, lost, A, B);
        takenUp(line, lostAgain, A, B);
    }

    @Test
    void an_empty_home_with_its_high_water_file_continues_its_newest_record() {
        Federation line = new Federation(3, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        Map<String, Bytes> early = node.copy();
        line.say(A, B);
        node.restore(early);
        Origin one = node.own().origin();
        node.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, one, node.own().origin()), B);
    }

    @Test
    void without_the_file_the_newest_record_that_others_show_is_continued() {
        Federation line = new Federation(4, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        Map<String, Bytes> early = node.copy();
        line.say(A, B);
        node.restore(early);
        Origin one = node.own().origin();
        LeafRef lost = line.say(A, B);
        node.loseHighWater();
        node.restore(early);
        line.pass(Duration.ofSeconds(70));
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, one, node.own().origin()), B);
        takenUp(line, lost, A, B);
    }

    @Test
    void without_the_file_a_home_that_lacks_nothing_opens_a_successor_all_the_same() {
        Federation line = new Federation(5, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        line.say(A, B);
        node.loseHighWater();
        node.restore(node.copy());
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, node.own().origin()), B);
    }

    @Test
    void without_the_file_nothing_is_said_until_somebody_answers() {
        Federation line = new Federation(6, A, B);
        TestNode node = line.node(A);
        Map<String, Bytes> early = node.copy();
        line.say(A, B);
        node.loseHighWater();
        line.node(B).cutOff = true;
        node.restore(early);
        line.pass(Duration.ofMinutes(20));
        assertThat(node.own().standing()).isEqualTo(OwnRecord.Standing.SEARCHING);
        assertThat(node.own().size()).isEqualTo(node.own().signed());
        line.node(B).cutOff = false;
        line.pass(Duration.ofSeconds(10));
        assertThat(node.own().generation()).isEqualTo(1);
        takenUp(line, line.say(A, B), B);
        assertThat(line.node(B).keys(Table.EVIDENCE)).isEmpty();
    }

    @Test
    void a_note_released_while_the_newest_record_is_sought_is_numbered_in_the_successor() {
        Federation line = new Federation(11, A, B);
        TestNode node = line.node(A);
        node.loseHighWater();
        line.node(B).cutOff = true;
        node.restore(node.copy());
        node.release(line.content(B));
        line.node(B).cutOff = false;
        line.pass(Duration.ofSeconds(10));
        LeafRef leaf = node.lastRecorded();
        takenUp(line, leaf, B);
        Note note = (Note) node.statements(leaf.origin()).get((int) leaf.index());
        assertThat(note.reference()).isEqualTo("TEST/AA/1/1");
    }

    @Test
    void without_the_file_a_record_shown_is_waited_for_while_the_posts_are_locked() {
        Federation line = new Federation(7, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        Map<String, Bytes> early = node.copy();
        line.say(A, B);
        node.restore(early);
        Origin one = node.own().origin();
        node.loseHighWater();
        node.locked = true;
        node.restore(early);
        line.pass(Continuing.PATIENCE.plusMinutes(1));
        assertThat(node.own().origin()).isEqualTo(zero);
        node.unlock(true);
        line.settle();
        line.pass(Duration.ofSeconds(70));
        oneChain(line, List.of(zero, one, node.own().origin()), B);
    }

    /// The one case that is detected and not prevented: whoever alone held the newest record could not be asked.
    @Test
    void a_successor_opened_in_ignorance_is_itself_succeeded_when_the_other_is_shown() {
        Federation line = new Federation(8, A, B, C);
        TestNode node = line.node(A);
        Map<String, Bytes> early = node.copy();
        line.say(A, B);
        line.node(B).cutOff = true;
        node.restore(early);
        Origin seenByC = node.own().origin();
        line.say(A, C);
        line.node(B).cutOff = false;
        line.node(C).cutOff = true;
        node.loseHighWater();
        node.restore(early);
        line.pass(Duration.ofSeconds(70));
        Origin seenByB = node.own().origin();
        assertThat(seenByB).isNotEqualTo(seenByC);
        line.say(A, B);
        line.node(C).cutOff = false;
        line.pass(Duration.ofMinutes(3));
        LeafRef last = line.say(A, B);
        line.pass(Duration.ofMinutes(3));
        assertThat(node.own().generation()).isEqualTo(2);
        assertThat(first(node, node.own().origin()).previous()).isEqualTo(seenByC);
        takenUp(line, last, B, C);
        assertThat(line.node(B).keys(Table.EVIDENCE))
                .containsExactlyInAnyOrder("successor/" + seenByB, "successor/" + seenByC);
    }

    @Test
    void a_new_channel_after_a_loss_begins_as_usual_when_all_say_they_hold_nothing() {
        Federation line = new Federation(9, before -> before.node(A).loseHighWater(), A, B);
        assertThat(line.node(A).own().generation()).isZero();
        takenUp(line, line.say(A, B), B);
    }

    @Test
    void a_new_channel_after_a_loss_begins_with_a_successor_when_one_cannot_be_asked() {
        Federation line = new Federation(
                10,
                before -> {
                    before.node(A).loseHighWater();
                    before.node(C).cutOff = true;
                },
                A,
                B,
                C);
        assertThat(line.node(A).own().generation()).isEqualTo(1);
        line.node(C).cutOff = false;
        line.pass(Duration.ofSeconds(70));
        takenUp(line, line.say(A, B), B, C);
    }

    @Test
    void an_empty_home_takes_in_an_agreement_that_expired_long_ago_and_goes_on_with_its_high_water_file() {
        Federation line = new Federation(12, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        LeafRef said = line.say(A, B);
        LeafRef heard = line.say(B, A);
        line.now = line.agreement.expires().plusSeconds(1);
        node.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
        takenUp(line, heard, A);
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, node.own().origin()), B);
    }

    @Test
    void an_empty_home_without_the_file_goes_on_under_an_expired_agreement_when_others_show_its_record() {
        Federation line = new Federation(13, A, B);
        TestNode node = line.node(A);
        Origin zero = node.own().origin();
        LeafRef said = line.say(A, B);
        line.now = line.agreement.expires().plusSeconds(1);
        node.loseHighWater();
        line.node(B).cutOff = true;
        node.restore(Map.of());
        line.pass(Duration.ofMinutes(3));
        assertThat(node.own().size()).as("nobody could be asked").isZero();
        line.node(B).cutOff = false;
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
        takenUp(line, line.say(A, B), B);
        oneChain(line, List.of(zero, node.own().origin()), B);
    }

    @Test
    void an_agreement_that_comes_after_its_time_can_be_read_by_and_not_spoken_under() {
        Federation line = new Federation(14, before -> before.now = before.agreement.expires(), A, B);
        line.say(A, B);
        LeafRef said = line.say(B, A);

        Federation late = new Federation(
                14, before -> before.now = before.agreement.expires().plusNanos(1), A, B);
        for (int i = 0; i < 2; i++) {
            late.pass(Duration.ofMinutes(2));
            late.node(A).release(late.content(B));
            late.settle();
            assertThatThrownBy(late.node(A)::lastRecorded)
                    .hasMessageContaining("the agreement expired at " + late.agreement.expires())
                    .hasMessageContaining("draft it again");
            assertThat(late.node(A).own().size()).isZero();
            late.node(A).restore(late.node(A).copy());
        }

        TestNode reader = line.node(A);
        line.now = line.agreement.expires().plusSeconds(1);
        reader.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
    }
}
