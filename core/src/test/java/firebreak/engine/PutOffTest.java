package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.note.LeafRef;
import firebreak.record.IndexRanges;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A leaf that a member answers with "later" or "refused" waits by itself; a member that takes nothing is let be.
final class PutOffTest {
    private final Federation line = new Federation(21, A, B);
    private final TestNode node = line.node(A);
    private final TestNode other = line.node(B);

    private Delivery delivery() {
        return node.channel().delivery(B);
    }

    private boolean arrived(LeafRef note) {
        return other.get(Table.LEAF, note).isPresent();
    }

    @Test
    void a_leaf_that_is_put_off_does_not_delay_those_beside_it() {
        long bad = node.own().size();
        other.putsOff = index -> index == bad;
        LeafRef first = line.say(A, B);
        LeafRef second = line.say(A, B);
        LeafRef third = line.say(A, B);
        assertThat(arrived(first)).isFalse();
        assertThat(arrived(second)).as("no time has passed").isTrue();
        assertThat(arrived(third)).isTrue();
        assertThat(delivery().silentSince()).as("the member answers").isEmpty();
        assertThat(delivery().hindrance()).contains("not now");
        other.putsOff = _ -> false;
        line.pass(Duration.ofSeconds(16));
        assertThat(other.get(Table.BODY, third)).isPresent();
        assertThat(delivery().hindrance()).isEmpty();
    }

    @Test
    void beside_as_many_leaves_as_may_wait_alone_the_next_one_goes() {
        assertThat(arrived(afterPuttingOff(PutOff.MOST))).isTrue();
    }

    @Test
    void with_one_leaf_more_the_whole_line_waits_and_goes_on_later() {
        LeafRef last = afterPuttingOff(PutOff.MOST + 1);
        assertThat(arrived(last)).isFalse();
        assertThat(delivery().retryAt()).isPresent();
        other.putsOff = _ -> false;
        line.pass(Duration.ofSeconds(31));
        assertThat(other.get(Table.BODY, last)).isPresent();
    }

    private LeafRef afterPuttingOff(int count) {
        long first = node.own().size();
        other.putsOff = index -> first <= index && index < first + count;
        for (int i = 0; i < count; i++) {
            line.say(A, B);
        }
        return line.say(A, B);
    }

    @Test
    void each_answer_doubles_the_wait_up_to_the_longest() {
        PutOff.Leaf leaf = new PutOff.Leaf(node.own().origin(), 3);
        PutOff once = PutOff.NOTHING.with(leaf, NOON, "not now", 1).orElseThrow();
        PutOff twice = once.with(leaf, NOON, "not now", 1).orElseThrow();
        assertThat(isWaiting(once, leaf, 199)).isTrue();
        assertThat(isWaiting(once, leaf, 200)).isFalse();
        assertThat(isWaiting(twice, leaf, 399)).isTrue();
        assertThat(isWaiting(twice, leaf, 400)).isFalse();
        assertThat(twice.taken(leaf.origin(), IndexRanges.EMPTY.with(3)).isEmpty())
                .isTrue();
    }

    @Test
    void a_wait_ends_a_second_after_the_answer_when_the_member_is_heard() {
        PutOff.Leaf leaf = new PutOff.Leaf(node.own().origin(), 3);
        PutOff waiting = PutOff.NOTHING;
        for (int i = 0; i < 12; i++) {
            waiting = waiting.with(leaf, NOON, "not now", 1).orElseThrow();
        }
        assertThat(isWaiting(waiting, leaf, 14_999)).isTrue();
        assertThat(isWaiting(waiting, leaf, 15_000)).isFalse();
        assertThat(isWaiting(waiting.soon(NOON), leaf, 999)).isTrue();
        assertThat(isWaiting(waiting.soon(NOON), leaf, 1_000)).isFalse();
        assertThat(waiting.reason()).isEqualTo(Optional.of("not now"));
    }

    private static boolean isWaiting(PutOff putOff, PutOff.Leaf leaf, long afterMs) {
        return putOff.waiting(leaf.origin(), IndexRanges.EMPTY, NOON.plusMillis(afterMs))
                .contains(leaf.index());
    }
}
