package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.record.Frontier;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How many items are held of one member, counted as the rows say it.
final class HeldItemsTest {
    private final Federation line = new Federation(31, A, B);
    private final TestNode node = line.node(B);

    private Channel channel(PeerRecord... records) {
        Channel channel = node.channel();
        for (PeerRecord record : records) {
            channel = channel.with(record);
        }
        return channel;
    }

    /// A record with `prefix` leaves without a gap.
    private static PeerRecord record(PartyCode party, long seed, int prefix) {
        PeerRecord record = PeerRecord.unseen(party, Origin.random(new Random(seed)));
        Frontier longer = Frontier.EMPTY;
        for (int index = 0; index < prefix; index++) {
            longer = longer.append(Hash.of(Bytes.EMPTY));
            record = record.holding(index, longer);
        }
        return record;
    }

    private static HeldItems held(Origin origin, long... indexes) {
        HeldItems held = HeldItems.NONE;
        for (long index : indexes) {
            held = held.with(origin, index);
        }
        return held;
    }

    @Test
    void a_leaf_in_order_is_kept_back_by_what_does_not_wait_for_it() {
        PeerRecord record = record(A, 1, 3);
        HeldItems two = held(record.origin(), 0, 2);
        assertThat(two.full(channel(record), record, 3, 3)).isEmpty();
        assertThat(two.full(channel(record), record, 3, 2)).isPresent();
    }

    @Test
    void a_leaf_in_order_is_not_kept_back_by_what_waits_behind_the_gap() {
        PeerRecord record = record(A, 2, 3);
        HeldItems held = held(record.origin(), 0, 7, 8, 9);
        assertThat(held.full(channel(record), record, 3, 2)).isEmpty();
        assertThat(held.full(channel(record), record, 3, 1)).isPresent();
        assertThat(held.full(channel(record), record, 4, 4))
                .as("behind the gap")
                .isPresent();
        assertThat(held.full(channel(record), record, 4, 5)).isEmpty();
    }

    @Test
    void all_records_of_a_member_count_together_and_those_of_another_do_not() {
        PeerRecord one = record(A, 3, 5);
        PeerRecord two = record(A, 4, 5);
        PeerRecord other = record(new PartyCode("CC"), 5, 5);
        HeldItems held = held(one.origin(), 0, 1).with(two.origin(), 2).with(other.origin(), 3);
        Channel channel = channel(one, two, other);
        assertThat(held.count(channel, A)).isEqualTo(3);
        assertThat(held.full(channel, two, 5, 3)).isPresent();
        assertThat(held.full(channel, two, 5, 4)).isEmpty();
        assertThat(held.full(channel, other, 5, 2)).isEmpty();
        assertThat(held.without(one.origin(), 1).full(channel, two, 5, 3)).isEmpty();
    }

    @Test
    void the_rows_are_counted_at_the_start() {
        node.cutOff = true;
        line.say(A, B);
        line.say(A, B);
        TestNode from = line.node(A);
        assertThat(node.take(from.parcel(from.last()))).isEqualTo(Event.Outcome.TAKEN);
        HeldItems before = node.state.held();
        assertThat(before.count(node.channel(), A)).isEqualTo(1);
        node.restore(node.copy());
        assertThat(node.state.held()).isEqualTo(before);
        node.cutOff = false;
        line.pass(Duration.ofSeconds(20));
        assertThat(node.state.held()).isEqualTo(HeldItems.NONE);
        assertThat(node.keys(Table.HELD)).isEmpty();
    }

    @Test
    void with_nothing_held_there_is_room_for_one() {
        PeerRecord record = record(A, 6, 0);
        assertThat(HeldItems.NONE.full(channel(record), record, 9, 1)).isEqualTo(Optional.empty());
    }
}
