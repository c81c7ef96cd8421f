package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Parcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.Tiles;
import firebreak.record.TlogProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a disk has damaged comes back from those who mirror it, and only as it was.
final class MendingTest {
    private final Federation line = new Federation(41, A, B);
    private final TestNode node = line.node(B);
    private final LeafRef note = line.say(A, B);

    private void damage(LeafRef leaf, Table... tables) {
        for (Table table : tables) {
            node.damage(table, leaf);
        }
        node.step(new Event.DamageFound(leaf.origin(), leaf.index()));
    }

    @Test
    void a_damaged_leaf_and_its_envelope_are_fetched_and_are_what_they_were() {
        Bytes leaf = node.get(Table.LEAF, note).orElseThrow();
        Bytes envelope = node.get(Table.ENVELOPE, note).orElseThrow();
        line.say(A, B); // so that older sizes are compared as well
        damage(note, Table.LEAF, Table.ENVELOPE);
        assertThat(node.state.damaged().isEmpty()).isFalse();
        line.settle();
        assertThat(node.get(Table.LEAF, note)).contains(leaf);
        assertThat(node.get(Table.ENVELOPE, note)).contains(envelope);
        assertThat(node.state.damaged().isEmpty()).isTrue();
    }

    @Test
    void what_nobody_can_give_now_is_asked_for_again_and_again() {
        line.node(A).cutOff = true;
        damage(note, Table.ENVELOPE);
        line.settle();
        assertThat(node.state.damaged().isEmpty()).isFalse();
        line.node(A).cutOff = false;
        line.pass(Duration.ofSeconds(6));
        assertThat(node.state.damaged().isEmpty()).isTrue();
    }

    @Test
    void damage_that_nobody_has_a_record_for_is_no_matter() {
        node.step(new Event.DamageFound(Origin.random(new Random(1)), 0));
        assertThat(node.state.damaged().isEmpty()).isTrue();
    }

    @Test
    void another_leaf_that_its_owner_signed_for_the_place_does_not_mend_it() throws Exception {
        line.node(A).cutOff = true;
        damage(note, Table.LEAF, Table.ENVELOPE);
        assertThat(node.take(forged())).isEqualTo(Event.Outcome.LATER);
        assertThat(node.state.damaged().isEmpty()).isFalse();
        line.node(A).cutOff = false;
        line.pass(Duration.ofSeconds(6));
        assertThat(node.state.damaged().isEmpty()).isTrue();
        assertThat(node.get(Table.BODY, note)).isPresent();
    }

    /// A's record with another note in place of this one, proved under a checkpoint that A has signed.
    private Parcel forged() throws FormatException {
        List<Hash> leaves = new ArrayList<>();
        for (long index = 0; index < note.index(); index++) {
            leaves.add(Leaf.read(
                            "leaf",
                            node.get(Table.LEAF, Keys.leaf(note.origin(), index))
                                    .orElseThrow())
                    .hash());
        }
        Bytes envelope = Bytes.ofUtf8("another envelope");
        Leaf other = new Leaf(LeafType.NOTE, Hash.of(envelope), Hash.of(Bytes.ofUtf8("another commitment")));
        leaves.add(other.hash());
        LeafHashes tree = new LeafHashes(leaves);
        SignedCheckpoint signed = new CheckpointSigner(
                        note.origin(), line.keys(A).record())
                .sign(new Checkpoint(note.origin(), leaves.size(), tree.root()), line.now);
        TlogProof proof = TlogProof.of(signed, new Tiles(Tiles.of(tree), leaves.size()).inclusion(note.index()));
        return new Parcel(line.channel, other, proof.bytes(), envelope);
    }

    @Test
    void a_node_with_a_damaged_leaf_of_its_own_gets_it_back_from_whoever_mirrors_it() {
        TestNode owner = line.node(A);
        Bytes leaf = owner.get(Table.LEAF, note).orElseThrow();
        owner.damage(Table.LEAF, note);
        owner.damage(Table.ENVELOPE, note);
        owner.step(new Event.DamageFound(note.origin(), note.index()));
        line.settle();
        assertThat(owner.get(Table.LEAF, note)).contains(leaf);
        assertThat(owner.state.damaged().isEmpty()).isTrue();
        assertThat(owner.parcel(note).leaf().bytes()).isEqualTo(leaf);
    }
}
