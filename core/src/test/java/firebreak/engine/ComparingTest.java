package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.note.View;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What members say they hold of a record, compared with what is held here. The forks are in receipts, which nobody
/// receipts: only views show them.
final class ComparingTest {
    private final Federation line = new Federation(31, A, B, C);
    private final LeafRef note = line.say(B, A);
    private final Origin record = line.node(A).own().origin();

    private void only(PartyCode... connected) {
        line.only(connected);
    }

    private void fork() {
        line.fork(note);
    }

    private boolean forked(PartyCode at) {
        return line.node(at).channel().peer(record).orElseThrow().forked();
    }

    private DisputedView disputed(PartyCode at, PartyCode by) {
        Bytes row = line.node(at)
                .get(Table.EVIDENCE, DisputedView.PREFIX + record.text() + "/" + by)
                .orElseThrow();
        try {
            return DisputedView.read(row);
        } catch (FormatException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void among_honest_members_no_view_is_disputed_and_nothing_is_left_to_compare() {
        only(A, B);
        line.say(A, B);
        line.say(B, A);
        only(A, B, C);
        line.say(C, A);
        line.pass(Duration.ofMinutes(1));
        for (PartyCode party : List.of(A, B, C)) {
            assertThat(line.node(party).keys(Table.EVIDENCE)).isEmpty();
            assertThat(line.node(party).keys(Table.STATE)).noneMatch(key -> key.startsWith("claims/"));
        }
    }

    @Test
    void a_fork_that_nobody_receipts_shows_in_the_view_of_whoever_was_shown_the_other_history() {
        fork();
        assertThat(forked(C)).isFalse();
        only(B, C);
        line.say(B, C);
        DisputedView view = disputed(C, B);
        assertThat(view.owner()).isEqualTo(A);
        assertThat(view.words()).contains(view.said().hex(), view.held().hex(), "BB says", "AA's record");
        assertThat(forked(C)).as("B showed what A had signed").isTrue();
        assertThat(line.node(C).keys(Table.EVIDENCE)).anyMatch(key -> key.startsWith(record.text()));
    }

    @Test
    void a_view_ahead_of_what_is_held_is_compared_when_the_record_gets_there() {
        TestNode.Machine clone = line.node(A).machine();
        only(A, B);
        line.node(A).receipt(Receipt.Kind.READ, note);
        line.node(A).cutOff = true;
        line.node(C).cutOff = false;
        line.say(B, C);
        assertThat(line.node(C).keys(Table.STATE)).anyMatch(key -> key.startsWith("claims/" + record.text()));
        assertThat(line.node(C).keys(Table.EVIDENCE)).isEmpty();
        only(A, C);
        line.node(A).become(clone);
        line.node(A).receipt(Receipt.Kind.ACKNOWLEDGED, note);
        assertThat(disputed(C, B).owner()).isEqualTo(A);
        assertThat(line.node(C).keys(Table.STATE)).noneMatch(key -> key.startsWith("claims/" + record.text()));
    }

    /// Simulator seed 23: the first thing a member said of a size hid whatever it said of it later.
    @Test
    void a_second_view_ahead_of_what_is_held_is_not_hidden_by_the_first() {
        only(A, B);
        line.node(A).receipt(Receipt.Kind.READ, note);
        long size = line.node(A).own().size();
        only(B, C);
        line.say(B, C);
        assertThat(line.node(C).keys(Table.STATE)).anyMatch(key -> key.startsWith("claims/" + record.text()));
        Hash other = Hash.of(Bytes.ofUtf8("another"));
        line.node(B).release(line.content(C), new View(List.of(new View.Seen(A, record, size, other))));
        line.settle();
        assertThat(line.node(C).keys(Table.EVIDENCE)).isEmpty();
        only(A, C);
        line.pass(Duration.ofMinutes(1));
        assertThat(disputed(C, B).said()).isEqualTo(other);
        assertThat(line.node(C).keys(Table.STATE)).noneMatch(key -> key.startsWith("claims/"));
    }

    @Test
    void a_false_view_is_kept_and_accuses_nobody() {
        Hash other = Hash.of(Bytes.ofUtf8("another"));
        line.node(B).release(line.content(C), new View(List.of(new View.Seen(A, record, 1, other))));
        line.settle();
        DisputedView view = disputed(C, B);
        assertThat(view.said()).isEqualTo(other);
        assertThat(view.at().origin()).isEqualTo(line.node(B).own().origin());
        assertThat(forked(C)).isFalse();
        assertThat(line.node(C).seen)
                .as("B is asked for what A signed")
                .anyMatch(effect -> effect instanceof Effect.Fetch fetch
                        && fetch.owner().equals(B)
                        && fetch.origin().equals(record));
    }

    @Test
    void a_member_who_was_shown_another_own_record_is_noticed_by_its_owner() {
        fork();
        only(A, B);
        line.say(B, A);
        assertThat(disputed(A, B).owner()).isEqualTo(A);
        assertThat(line.node(A).keys(Table.EVIDENCE))
                .as("its own signature under what it did not say")
                .anyMatch(key -> key.startsWith(record.text()));
        assertThat(line.node(A).own().origin())
                .as("it does not go on in that record")
                .isNotEqualTo(record);
    }
}
