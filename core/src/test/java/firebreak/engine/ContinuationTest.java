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
import firebreak.note.Receipt;
import firebreak.note.Successor;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a node goes on after its home was put back (DESIGN 5, 'Continuation'), with its high-water file and without.
final class ContinuationTest {
    private final Federation line = new Federation(1, A, B);
    private final TestNode node = line.node(A);
    private final Origin zero = node.own().origin();
    private final Map<String, Bytes> early = node.copy();

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

    /// The record in which the node goes on from this home.
    private Origin restored(Map<String, Bytes> home) {
        node.restore(home);
        return node.own().origin();
    }

    /// What every honest restore must end in: the node speaks in the last record of one chain, and nobody is accused.
    private void speaksInOneChain(Origin... chain) {
        takenUp(line, line.say(A, B), B);
        oneChain(chain);
    }

    private void oneChain(Origin... chain) {
        TestNode other = line.node(B);
        assertThat(other.keys(Table.EVIDENCE)).isEmpty();
        for (int i = 1; i < chain.length; i++) {
            assertThat(first(other, chain[i]).previous()).isEqualTo(chain[i - 1]);
            assertThat(first(other, chain[i]).author().generation()).isEqualTo(i);
        }
        assertThat(node.own().origin()).isEqualTo(chain[chain.length - 1]);
    }

    @Test
    void a_current_home_with_its_high_water_file_goes_on_in_its_record() {
        line.say(A, B);
        node.restore(node.copy());
        speaksInOneChain(zero);
    }

    @Test
    void a_second_restore_from_before_the_first_successor_continues_that_successor() {
        LeafRef lost = line.say(A, B);
        Origin one = restored(early);
        LeafRef lostAgain = line.say(A, B);
        Origin two = restored(early);
        line.pass(Duration.ofSeconds(10));
        Origin three = restored(early);
        line.pass(Duration.ofSeconds(70));
        speaksInOneChain(zero, one, two, three);
        takenUp(line, lost, A, B);
        takenUp(line, lostAgain, A, B);
    }

    /// The copy was made between a leaf and its checkpoint. That leaf is never sent from here again; it was counted as
    /// waiting for good, though everybody had it.
    @Test
    void a_leaf_that_was_not_signed_yet_in_the_copy_waits_for_nobody_who_has_it() {
        LeafRef asked = line.say(B, A);
        node.step(new Event.GiveReceipt(-1, line.channel, Federation.post(A), Receipt.Kind.ACKNOWLEDGED, asked));
        node.work();
        Map<String, Bytes> between = node.copy();
        long unsigned = node.last().index();
        line.say(A, B);
        Origin one = restored(between);
        assertThat(node.channel().past().getFirst().signed()).isEqualTo(unsigned);
        line.say(B, A);
        line.pass(Duration.ofSeconds(10));
        assertThat(node.channel().waiting(B)).isZero();
        speaksInOneChain(zero, one);
    }

    @Test
    void an_empty_home_with_its_high_water_file_continues_its_newest_record() {
        line.say(A, B);
        Origin one = restored(early);
        node.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        speaksInOneChain(zero, one, node.own().origin());
    }

    @Test
    void without_the_file_the_newest_record_that_others_show_is_continued() {
        line.say(A, B);
        Origin one = restored(early);
        LeafRef lost = line.say(A, B);
        node.loseHighWater();
        node.restore(early);
        line.pass(Duration.ofSeconds(70));
        speaksInOneChain(zero, one, node.own().origin());
        takenUp(line, lost, A, B);
    }

    @Test
    void without_the_file_a_home_that_lacks_nothing_opens_a_successor_all_the_same() {
        line.say(A, B);
        node.restore();
        speaksInOneChain(zero, node.own().origin());
    }

    @Test
    void without_the_file_nothing_is_said_until_somebody_answers() {
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
        speaksInOneChain(zero, node.own().origin());
    }

    @Test
    void a_note_released_while_the_newest_record_is_sought_is_numbered_in_the_successor() {
        line.node(B).cutOff = true;
        node.restore();
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
        line.say(A, B);
        Origin one = restored(early);
        node.loseHighWater();
        node.locked = true;
        node.restore(early);
        line.pass(Continuing.PATIENCE.plusMinutes(1));
        assertThat(node.own().origin()).isEqualTo(zero);
        node.unlock(true);
        line.settle();
        line.pass(Duration.ofSeconds(70));
        oneChain(zero, one, node.own().origin());
    }

    /// Its checkpoint was never signed, so nobody could have it; nothing but this node's own store has it.
    @Test
    void without_the_file_a_note_that_was_recorded_and_not_signed_yet_is_said_in_the_old_record() {
        node.release(line.content(B));
        node.work();
        LeafRef unsigned = node.last();
        assertThat(node.own().signed()).isEqualTo(unsigned.index());
        node.restore();
        line.pass(Duration.ofSeconds(70));
        takenUp(line, unsigned, B);
        assertThat(node.channel().waiting(B)).isZero();
        speaksInOneChain(zero, node.own().origin());
        Origin one = node.own().origin();
        node.restore(node.copy());
        assertThat(node.own().origin()).isEqualTo(one);
        speaksInOneChain(zero, one);
    }

    /// Its copy of that note is older than what was said there: the others have the note.
    @Test
    void a_home_put_back_to_a_note_that_was_not_signed_yet_takes_no_other_for_it() {
        node.release(line.content(B));
        node.work();
        Map<String, Bytes> between = node.copy();
        LeafRef said = node.last();
        line.say(A, B);
        node.loseHighWater();
        node.restore(between);
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A, B);
        assertThat(node.channel().waiting(B)).isZero();
        speaksInOneChain(zero, node.own().origin());
    }

    /// The one case that is detected and not prevented: whoever alone held the newest record could not be asked.
    @Test
    void a_successor_opened_in_ignorance_is_itself_succeeded_when_the_other_is_shown() {
        Federation three = new Federation(8, A, B, C);
        TestNode torn = three.node(A);
        Map<String, Bytes> home = torn.copy();
        three.say(A, B);
        three.node(B).cutOff = true;
        torn.restore(home);
        Origin seenByC = torn.own().origin();
        three.say(A, C);
        three.node(B).cutOff = false;
        three.node(C).cutOff = true;
        torn.loseHighWater();
        torn.restore(home);
        three.pass(Duration.ofSeconds(70));
        Origin seenByB = torn.own().origin();
        assertThat(seenByB).isNotEqualTo(seenByC);
        three.say(A, B);
        three.node(C).cutOff = false;
        three.pass(Duration.ofMinutes(3));
        LeafRef last = three.say(A, B);
        three.pass(Duration.ofMinutes(3));
        assertThat(torn.own().generation()).isEqualTo(2);
        assertThat(first(torn, torn.own().origin()).previous()).isEqualTo(seenByC);
        takenUp(three, last, B, C);
        assertThat(three.node(B).keys(Table.EVIDENCE))
                .containsExactlyInAnyOrder("successor/" + seenByB, "successor/" + seenByC);
    }

    @Test
    void a_new_channel_after_a_loss_begins_as_usual_when_all_say_they_hold_nothing() {
        Federation after = new Federation(9, before -> before.node(A).loseHighWater(), A, B);
        assertThat(after.node(A).own().generation()).isZero();
        takenUp(after, after.say(A, B), B);
    }

    @Test
    void a_new_channel_after_a_loss_begins_with_a_successor_when_one_cannot_be_asked() {
        Federation after = new Federation(
                10,
                before -> {
                    before.node(A).loseHighWater();
                    before.node(C).cutOff = true;
                },
                A,
                B,
                C);
        assertThat(after.node(A).own().generation()).isEqualTo(1);
        after.node(C).cutOff = false;
        after.pass(Duration.ofSeconds(70));
        takenUp(after, after.say(A, B), B, C);
    }

    @Test
    void an_empty_home_takes_in_an_agreement_that_expired_long_ago_and_goes_on_with_its_high_water_file() {
        LeafRef said = line.say(A, B);
        LeafRef heard = line.say(B, A);
        line.now = line.agreement.expires().plusSeconds(1);
        node.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
        takenUp(line, heard, A);
        speaksInOneChain(zero, node.own().origin());
    }

    @Test
    void an_empty_home_without_the_file_goes_on_under_an_expired_agreement_when_others_show_its_record() {
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
        speaksInOneChain(zero, node.own().origin());
    }

    @Test
    void an_agreement_that_comes_after_its_time_can_be_read_by_and_not_spoken_under() {
        Federation timely = new Federation(14, before -> before.now = before.agreement.expires(), A, B);
        timely.say(A, B);
        LeafRef said = timely.say(B, A);

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

        timely.now = timely.agreement.expires().plusSeconds(1);
        timely.node(A).restore(Map.of());
        timely.pass(Duration.ofSeconds(70));
        takenUp(timely, said, A);
    }

    /// A second site took over with the same keys; the first is a home that lacks nothing, by its own high-water file.
    @Test
    void the_first_site_that_comes_back_yields_to_the_second_and_stays_silent() {
        line.say(A, B);
        TestNode.Machine first = node.machine();
        node.restore();
        Origin one = node.own().origin();
        line.say(A, B);
        TestNode.Machine second = node.machine();

        node.become(first);
        line.pass(Duration.ofSeconds(10));
        assertThat(node.own().standing()).isEqualTo(OwnRecord.Standing.YIELDED);
        saysNothing();
        line.node(B).cutOff = true;
        node.restore(node.copy());
        assertThat(node.own().standing()).as("it remembers").isEqualTo(OwnRecord.Standing.YIELDED);
        saysNothing();
        line.node(B).cutOff = false;

        node.become(second);
        line.pass(Duration.ofSeconds(70));
        speaksInOneChain(zero, one);
    }

    private void saysNothing() {
        long size = node.own().size();
        node.release(line.content(B));
        line.pass(Duration.ofSeconds(70));
        assertThat(node.own().origin()).isEqualTo(zero);
        assertThat(node.own().size()).isEqualTo(size);
        assertThatThrownBy(node::lastRecorded).isInstanceOf(AssertionError.class);
    }

    /// It was cut off and went on, and what it said then stays binding; it hears of the other by what a member says.
    @Test
    void the_first_site_that_was_cut_off_hears_of_the_second_by_the_first_receipt() {
        line.say(A, B);
        TestNode.Machine first = node.machine();
        node.restore();
        Origin one = node.own().origin();
        line.say(A, B);
        TestNode.Machine second = node.machine();

        line.node(B).cutOff = true;
        node.become(first);
        node.release(line.content(B));
        line.settle();
        LeafRef alone = node.lastRecorded();
        line.node(B).cutOff = false;
        line.pass(Duration.ofSeconds(70));
        takenUp(line, alone, B);
        assertThat(node.own().standing()).isEqualTo(OwnRecord.Standing.YIELDED);
        saysNothing();

        node.become(second);
        line.pass(Duration.ofSeconds(70));
        takenUp(line, alone, A);
        speaksInOneChain(zero, one);
    }

    /// A person decides that the first goes on after all: its high-water file is begun anew.
    @Test
    void the_first_site_takes_over_again_and_then_the_second_yields() {
        line.say(A, B);
        TestNode.Machine first = node.machine();
        node.restore();
        Origin one = node.own().origin();
        LeafRef said = line.say(A, B);
        TestNode.Machine second = node.machine();
        node.become(first);
        line.pass(Duration.ofSeconds(10));

        node.restore();
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
        Origin two = node.own().origin();
        speaksInOneChain(zero, one, two);
        TestNode.Machine third = node.machine();

        node.become(second);
        line.pass(Duration.ofSeconds(10));
        assertThat(node.own().standing()).isEqualTo(OwnRecord.Standing.YIELDED);
        node.become(third);
        line.pass(Duration.ofSeconds(10));
        speaksInOneChain(zero, one, two);
    }

    /// Only the keys were put back: nothing in the home says that they have signed before.
    @Test
    void an_empty_home_with_a_new_high_water_file_asks_before_its_first_signature() {
        LeafRef said = line.say(A, B);
        node.newHighWater();
        node.restore(Map.of());
        line.pass(Duration.ofSeconds(70));
        takenUp(line, said, A);
        speaksInOneChain(zero, node.own().origin());
    }

    @Test
    void a_first_record_begins_though_nobody_can_be_asked() {
        Federation alone = new Federation(16, before -> before.node(B).cutOff = true, A, B);
        LeafRef said = alone.say(A, B);
        assertThat(alone.node(A).own().generation()).isZero();
        alone.node(B).cutOff = false;
        alone.pass(Duration.ofSeconds(70));
        takenUp(alone, said, B);
    }
}
