package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.note.LeafRef;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What comes too early, or is spoken of and not here: shown as waiting, kept provable, asked for.
final class WaitingTest {
    private final Federation line = new Federation(1, A, B, C);
    private final TestNode a = line.node(A);
    private final TestNode b = line.node(B);
    private final TestNode c = line.node(C);

    private record Two(LeafRef first, LeafRef second) {}

    /// What A says while these are cut off.
    private Two saidPast(TestNode... others) {
        for (TestNode other : others) {
            other.cutOff = true;
        }
        return new Two(line.say(A, B), line.say(A, B));
    }

    /// What A says in a successor record, of which C, cut off, has heard nothing.
    private LeafRef saidInASuccessor() {
        Map<String, Bytes> early = a.copy();
        line.say(A, B);
        c.cutOff = true;
        a.restore(early);
        return line.say(A, B);
    }

    /// B's home is put back from an old copy, without its high-water file and with nobody to ask.
    private void putBackAlone(Map<String, Bytes> copy) {
        b.cutOff = true;
        b.loseHighWater();
        b.restore(copy);
    }

    /// Simulator seed 14: nothing showed that the leaf was there.
    @Test
    void a_note_behind_a_gap_is_shown_as_waiting_although_every_post_is_locked() {
        Two said = saidPast(b);
        b.unlock(false);
        assertThat(b.take(a.parcel(said.second))).isEqualTo(Event.Outcome.TAKEN);
        assertThat(b.held(said.second)).contains("waits for earlier leaves");
        assertThat(b.seen)
                .anyMatch(effect -> effect instanceof Effect.Alarm alarm
                        && alarm.leaf().equals(said.second)
                        && alarm.precedence().isEmpty());
        b.unlock(true);
        b.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(b.get(Table.BODY, said.first)).isPresent();
        assertThat(b.get(Table.BODY, said.second)).isPresent();
        assertThat(b.held(said.second)).isEmpty();
    }

    @Test
    void a_leaf_behind_a_gap_can_be_shown_to_others_with_the_proof_it_came_with() {
        LeafRef second = saidPast(b, c).second;
        b.take(a.parcel(second));
        assertThat(c.take(b.parcel(second))).isEqualTo(Event.Outcome.TAKEN);
        assertThat(b.keys(Table.TILE)).hasSize(1);
        b.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(b.get(Table.BODY, second)).isPresent();
        assertThat(b.keys(Table.TILE)).as("the gap is filled").isEmpty();
    }

    @Test
    void a_later_leaf_of_an_unknown_record_has_its_beginning_asked_for() {
        LeafRef note = saidInASuccessor();
        assertThat(c.take(a.parcel(note))).isEqualTo(Event.Outcome.LATER);
        assertThat(c.seen)
                .contains(new Effect.Fetch(line.channel, A, note.origin(), List.of(new IndexRanges.Range(0, 0))));
    }

    @Test
    void a_receipt_of_a_leaf_in_an_unknown_record_has_that_record_asked_for() {
        LeafRef note = saidInASuccessor();
        a.cutOff = true;
        c.cutOff = false;
        line.pass(Duration.ofMinutes(2));
        assertThat(c.channel().peer(note.origin())).as("learned from B alone").isPresent();
        assertThat(c.get(Table.BODY, note)).isPresent();
    }

    /// A restored node called honest receipts false, for good, while it had not heard yet what it had forgotten.
    @Test
    void a_receipt_of_a_forgotten_own_leaf_waits_until_the_node_knows_how_far_its_record_went() {
        Map<String, Bytes> early = b.copy();
        LeafRef note = line.say(B, A);
        LeafRef receipt = a.last();
        putBackAlone(early);
        b.take(a.parcel(receipt));
        line.settle();
        assertThat(b.own().standing()).isEqualTo(OwnRecord.Standing.SEARCHING);
        assertThat(b.held(receipt)).contains("waits for the leaf that it receipts");
        b.cutOff = false;
        line.pass(Duration.ofMinutes(2));
        assertThat(b.get(Table.BODY, note)).isPresent();
        assertThat(b.get(Table.BODY, receipt)).isPresent();
        assertThat(b.held(receipt)).isEmpty();
    }

    /// Where the row of one is damaged, those of its record are not counted at the start.
    @Test
    void a_damaged_reason_is_written_anew_and_all_that_waits_is_counted_when_it_is_looked_at() {
        Map<String, Bytes> early = b.copy();
        line.say(B, A);
        LeafRef first = a.last();
        line.say(B, A);
        LeafRef second = a.last();
        putBackAlone(early);
        b.take(a.parcel(first));
        b.take(a.parcel(second));
        line.settle();
        assertThat(b.state.held().count(b.channel(), A)).isEqualTo(2);
        b.damage(Table.HELD, first);
        b.start();
        line.settle();
        assertThat(b.held(first)).contains("waits for the leaf that it receipts");
        assertThat(b.state.held().count(b.channel(), A)).isEqualTo(2);
    }

    /// Every minute, and at every start, what waits is looked at again; a home with many such leaves wrote a row for
    /// each of them every time.
    @Test
    void what_still_waits_for_the_same_reason_is_not_written_again() {
        Map<String, Bytes> early = b.copy();
        line.say(B, A);
        LeafRef receipt = a.last();
        putBackAlone(early);
        b.take(a.parcel(receipt));
        line.settle();
        b.wrote.clear();
        b.seen.clear();
        b.unlock(true);
        line.settle();
        assertThat(b.seen).contains(new Effect.Open(line.channel, receipt.origin(), receipt.index()));
        assertThat(b.wrote).isEmpty();
        assertThat(b.held(receipt)).contains("waits for the leaf that it receipts");
    }

    @Test
    void a_gap_may_close_by_itself_for_a_moment_before_others_are_asked() {
        line.pass(Duration.ofSeconds(5));
        LeafRef second = saidPast(b).second;
        b.take(a.parcel(second));
        b.seen.clear();
        line.now = line.now.plus(Receiving.PATIENCE).minusMillis(1);
        b.tick();
        assertThat(b.seen).noneMatch(effect -> asksFor(effect, second.origin()));
        line.now = line.now.plusMillis(1);
        b.tick();
        assertThat(b.seen).anyMatch(effect -> asksFor(effect, second.origin()));
    }

    private static boolean asksFor(Effect effect, Origin origin) {
        return effect instanceof Effect.Fetch fetch && fetch.origin().equals(origin);
    }

    @Test
    void with_a_gap_that_nobody_fills_the_end_is_looked_beyond_all_the_same() {
        LeafRef second = saidPast(b).second;
        b.take(a.parcel(second));
        b.seen.clear();
        line.pass(Duration.ofSeconds(6));
        assertThat(b.seen)
                .filteredOn(effect ->
                        effect instanceof Effect.Fetch fetch && fetch.origin().equals(second.origin()))
                .isNotEmpty()
                .allMatch(effect -> ((Effect.Fetch) effect).missing().getLast().first() > second.index());
    }

    @Test
    void of_ever_newer_checkpoints_beyond_a_gap_the_first_and_the_newest_are_kept() {
        LeafRef shown = saidPast(b).second;
        String beyond = shown.origin().text() + "/";
        Bytes newest = Bytes.EMPTY;
        for (int i = 1; i <= PeerRecord.MAX_PENDING + 5; i++) {
            b.take(a.parcel(shown));
            assertThat(b.keys(Table.CHECKPOINT))
                    .filteredOn(key -> key.startsWith(beyond))
                    .hasSize(Math.min(i, PeerRecord.MAX_PENDING));
            newest = a.get(Table.CHECKPOINT, shown.origin().text()).orElseThrow();
            line.say(A, B);
        }
        String last = b.keys(Table.CHECKPOINT).stream()
                .filter(key -> key.startsWith(beyond))
                .toList()
                .getLast();
        assertThat(b.get(Table.CHECKPOINT, last))
                .as("how far its owner has gone")
                .contains(newest);
        b.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(b.get(Table.BODY, shown)).isPresent();
        assertThat(b.keys(Table.CHECKPOINT)).noneMatch(key -> key.startsWith(beyond));
        assertThat(b.keys(Table.EVIDENCE)).isEmpty();
    }
}
