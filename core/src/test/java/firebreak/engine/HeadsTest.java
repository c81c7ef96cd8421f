package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.note.LeafRef;
import firebreak.record.CheckpointNote;
import firebreak.record.IndexRanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Checkpoints that somebody other than their owner shows, a witness above all.
final class HeadsTest {
    private final Federation line = new Federation(1, A, B);
    private final TestNode a = line.node(A);
    private final TestNode b = line.node(B);

    /// What A has signed last.
    private Event.CheckpointShown shown(TestNode of) throws FormatException {
        Bytes text = of.get(Table.CHECKPOINT, of.own().origin().text()).orElseThrow();
        CheckpointNote note = CheckpointNote.parse("checkpoint", text);
        return new Event.CheckpointShown(
                line.channel,
                note.checkpoint().origin(),
                new Head(note.checkpoint().size(), note.checkpoint().root()),
                text);
    }

    @Test
    void what_is_known_already_changes_nothing() throws FormatException {
        LeafRef note = line.say(A, B);
        b.step(shown(a));
        b.wrote.clear();
        b.step(shown(a));
        assertThat(b.wrote).isEmpty();
        assertThat(b.keys(Table.EVIDENCE)).isEmpty();
        assertThat(b.get(Table.BODY, note)).isPresent();
    }

    @Test
    void what_it_says_beyond_the_mirror_is_asked_for() throws FormatException {
        b.cutOff = true;
        LeafRef note = line.say(A, B);
        b.step(shown(a));
        assertThat(b.channel().peer(note.origin()).orElseThrow().missing())
                .containsExactly(new IndexRanges.Range(note.index(), note.index()));
        b.cutOff = false;
        line.pass(Duration.ofSeconds(30));
        assertThat(b.get(Table.BODY, note)).isPresent();
        assertThat(b.keys(Table.EVIDENCE)).isEmpty();
    }

    @Test
    void what_contradicts_the_mirror_is_evidence_now_or_when_the_mirror_reaches_it() throws FormatException {
        TestNode.Machine clone = a.machine();
        LeafRef first = line.say(A, B);
        line.say(A, B);
        List<String> one = b.keys(Table.BODY);
        b.cutOff = true;
        a.become(clone);
        line.pass(Duration.ofSeconds(1));
        line.say(A, B);
        assertThat(a.own().origin()).as("the clone goes on in the same record").isEqualTo(first.origin());

        b.step(shown(a));

        assertThat(b.keys(Table.EVIDENCE)).hasSize(1);
        assertThat(b.channel().peer(first.origin()).orElseThrow().forked()).isTrue();
        assertThat(b.keys(Table.BODY)).isEqualTo(one);
    }

    @Test
    void one_of_the_own_record_that_is_longer_than_this_store_makes_the_node_go_on_in_a_successor()
            throws FormatException {
        Map<String, Bytes> early = b.copy();
        line.say(B, A);
        Event.CheckpointShown later = shown(b);
        TestNode.Machine turnedBack = new TestNode.Machine(early, Map.of());
        a.cutOff = true;
        b.become(turnedBack);
        b.step(later);
        a.cutOff = false;
        line.pass(Duration.ofMinutes(2));
        assertThat(b.own().generation()).isEqualTo(1);
        assertThat(a.keys(Table.EVIDENCE)).isEmpty();
    }
}
