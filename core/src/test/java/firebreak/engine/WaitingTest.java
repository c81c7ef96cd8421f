package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Parcel;
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
    private static Parcel parcel(TestNode from, Origin origin, long index) {
        return from.parcels(origin, new IndexRanges.Range(index, index)).getFirst();
    }

    /// Simulator seed 14: nothing showed that the leaf was there.
    @Test
    void a_note_behind_a_gap_is_shown_as_waiting_although_every_post_is_locked() {
        Federation line = new Federation(1, A, B);
        TestNode node = line.node(B);
        node.cutOff = true;
        LeafRef first = line.say(A, B);
        LeafRef second = line.say(A, B);
        node.unlock(false);
        assertThat(node.take(parcel(line.node(A), second.origin(), second.index())))
                .isEqualTo(Event.Outcome.TAKEN);
        assertThat(node.held(second)).contains("waits for earlier leaves");
        assertThat(node.seen)
                .anyMatch(effect -> effect instanceof Effect.Alarm alarm
                        && alarm.leaf().equals(second)
                        && alarm.precedence().isEmpty());
        node.unlock(true);
        node.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(node.get(Table.BODY, first)).isPresent();
        assertThat(node.get(Table.BODY, second)).isPresent();
        assertThat(node.held(second)).isEmpty();
    }

    @Test
    void a_leaf_behind_a_gap_can_be_shown_to_others_with_the_proof_it_came_with() {
        Federation line = new Federation(2, A, B, C);
        line.node(B).cutOff = true;
        line.node(C).cutOff = true;
        line.say(A, B);
        LeafRef second = line.say(A, B);
        line.node(B).take(parcel(line.node(A), second.origin(), second.index()));
        assertThat(line.node(C).take(parcel(line.node(B), second.origin(), second.index())))
                .isEqualTo(Event.Outcome.TAKEN);
        assertThat(line.node(B).keys(Table.TILE)).hasSize(1);
        line.node(B).cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(line.node(B).get(Table.BODY, second)).isPresent();
        assertThat(line.node(B).keys(Table.TILE)).as("the gap is filled").isEmpty();
    }

    @Test
    void a_later_leaf_of_an_unknown_record_has_its_beginning_asked_for() {
        Federation line = new Federation(3, A, B, C);
        Map<String, Bytes> early = line.node(A).copy();
        line.say(A, B);
        line.node(C).cutOff = true;
        line.node(A).restore(early);
        LeafRef note = line.say(A, B);
        assertThat(line.node(C).take(parcel(line.node(A), note.origin(), note.index())))
                .isEqualTo(Event.Outcome.LATER);
        assertThat(line.node(C).seen).contains(firstOf(line, note.origin()));
    }

    private static Effect firstOf(Federation line, Origin origin) {
        return new Effect.Fetch(line.channel, A, origin, List.of(new IndexRanges.Range(0, 0)));
    }

    @Test
    void a_receipt_of_a_leaf_in_an_unknown_record_has_that_record_asked_for() {
        Federation line = new Federation(4, A, B, C);
        Map<String, Bytes> early = line.node(A).copy();
        line.say(A, B);
        line.node(C).cutOff = true;
        line.node(A).restore(early);
        LeafRef note = line.say(A, B);
        line.node(A).cutOff = true;
        line.node(C).cutOff = false;
        line.pass(Duration.ofMinutes(2));
        assertThat(line.node(C).channel().peer(note.origin()))
                .as("learned from B alone")
                .isPresent();
        assertThat(line.node(C).get(Table.BODY, note)).isPresent();
    }

    /// A restored node called honest receipts false, for good, while it had not heard yet what it had forgotten.
    @Test
    void a_receipt_of_a_forgotten_own_leaf_waits_until_the_node_knows_how_far_its_record_went() {
        Federation line = new Federation(6, A, B);
        TestNode node = line.node(B);
        Map<String, Bytes> early = node.copy();
        LeafRef note = line.say(B, A);
        LeafRef receipt = lastOf(line.node(A));
        node.cutOff = true;
        node.loseHighWater();
        node.restore(early);
        node.take(parcel(line.node(A), receipt.origin(), receipt.index()));
        line.settle();
        assertThat(node.own().standing()).isEqualTo(OwnRecord.Standing.SEARCHING);
        assertThat(node.held(receipt)).contains("waits for the leaf that it receipts");
        node.cutOff = false;
        line.pass(Duration.ofMinutes(2));
        assertThat(node.get(Table.BODY, note)).isPresent();
        assertThat(node.get(Table.BODY, receipt)).isPresent();
        assertThat(node.held(receipt)).isEmpty();
    }

    private static LeafRef lastOf(TestNode node) {
        Origin origin = node.own().origin();
        long index = node.own().size() - 1;
        return new LeafRef(origin, index, parcel(node, origin, index).leaf().hash());
    }

    @Test
    void with_a_gap_that_nobody_fills_the_end_is_looked_beyond_all_the_same() {
        Federation line = new Federation(5, A, B);
        TestNode node = line.node(B);
        node.cutOff = true;
        line.say(A, B);
        LeafRef second = line.say(A, B);
        node.take(parcel(line.node(A), second.origin(), second.index()));
        node.seen.clear();
        line.pass(Duration.ofSeconds(6));
        assertThat(node.seen)
                .filteredOn(effect ->
                        effect instanceof Effect.Fetch fetch && fetch.origin().equals(second.origin()))
                .isNotEmpty()
                .allMatch(effect -> ((Effect.Fetch) effect).missing().getLast().first() > second.index());
    }

    @Test
    void of_ever_newer_checkpoints_beyond_a_gap_the_first_and_the_newest_are_kept() {
        Federation line = new Federation(6, A, B);
        TestNode node = line.node(B);
        node.cutOff = true;
        line.say(A, B);
        LeafRef shown = line.say(A, B);
        String beyond = shown.origin().text() + "/";
        Bytes newest = Bytes.EMPTY;
        for (int i = 1; i <= PeerRecord.MAX_PENDING + 5; i++) {
            node.take(parcel(line.node(A), shown.origin(), shown.index()));
            assertThat(node.keys(Table.CHECKPOINT))
                    .filteredOn(key -> key.startsWith(beyond))
                    .hasSize(Math.min(i, PeerRecord.MAX_PENDING));
            newest = line.node(A).get(Table.CHECKPOINT, shown.origin().text()).orElseThrow();
            line.say(A, B);
        }
        String last = node.keys(Table.CHECKPOINT).stream()
                .filter(key -> key.startsWith(beyond))
                .toList()
                .getLast();
        assertThat(node.get(Table.CHECKPOINT, last))
                .as("how far its owner has gone")
                .contains(newest);
        node.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(node.get(Table.BODY, shown)).isPresent();
        assertThat(node.keys(Table.CHECKPOINT)).noneMatch(key -> key.startsWith(beyond));
        assertThat(node.keys(Table.EVIDENCE)).isEmpty();
    }
}
