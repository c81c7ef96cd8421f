package firebreak.engine;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.Tiles;
import firebreak.record.TlogProof;
import firebreak.seal.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a member shows, signs and proves, however wrong it is inside.
class DamagedInputTest {
    /// Bytes of a statement that an envelope certainly holds.
    private static final int MOST = 150_000;

    private final Federation line = new Federation(51, A, B);
    private final TestNode node = line.node(B);
    private final Origin before = line.node(A).own().origin();

    /// A has said something of every kind: an opening, notes, receipts, an answer and a successor.
    private void talk() {
        LeafRef note = line.say(A, B);
        LeafRef other = line.say(B, A);
        line.node(A).receipt(Receipt.Kind.READ, other);
        line.answer(A, Federation.REPLY, other, B);
        line.answer(B, Federation.REPLY, note, A);
        line.node(A).restore();
        line.say(A, B);
    }

    @Test
    void what_others_show_of_the_own_record() {
        talk();
        Damage.bytes(node.holding(A), input -> {
            Holding.read(input, line.keys(A).record().keys());
            return input;
        });
    }

    @Test
    void a_statement_that_a_member_signed_and_proved_is_taken_or_held_with_a_reason() {
        talk();
        Origin origin = line.node(A).own().origin();
        List<Bytes> said = new ArrayList<>();
        node.statements(before).forEach(statement -> said.add(statement.payload()));
        node.statements(origin).forEach(statement -> said.add(statement.payload()));
        List<Hash> leaves = leaves(origin);
        int[] taken = new int[2];
        Damage.costlyJson(said, input -> {
            if (input.size() > MOST) {
                return input;
            }
            taken[isHeld(proved(origin, leaves, input)) ? 1 : 0]++;
            return input;
        });
        assertThat(taken[1]).as("held").isPositive();
    }

    private List<Hash> leaves(Origin origin) {
        long last = line.node(A).last().index();
        return line.node(A).parcels(origin, new IndexRanges.Range(0, last)).stream()
                .map(parcel -> parcel.leaf().hash())
                .toList();
    }

    /// The next leaf of A's record, which says this.
    private ProvedParcel proved(Origin origin, List<Hash> leaves, Bytes payload) {
        Bytes jws = Jws.sign(payload, signer(payload)).bytes();
        Bytes salt = Bytes.wrap(new byte[Envelope.SALT]);
        Bytes envelope = Envelope.seal(jws, salt, Workshop.recipients(node.state, node.channel()), line.random);
        Leaf leaf = new Leaf(type(payload), Hash.of(envelope), Envelope.commitment(salt, jws));
        List<Hash> all = new ArrayList<>(leaves);
        all.add(leaf.hash());
        LeafHashes tree = new LeafHashes(all);
        SignedCheckpoint signed = new CheckpointSigner(origin, line.keys(A).record())
                .sign(new Checkpoint(origin, all.size(), tree.root()), line.now);
        TlogProof proof = TlogProof.of(signed, new Tiles(Tiles.of(tree), all.size()).inclusion(leaves.size()));
        Parcel parcel = new Parcel(line.channel, leaf, proof.bytes(), envelope);
        if (Workshop.prove(parcel, node.state) instanceof ProvedParcel.Result.Proved(ProvedParcel proved)) {
            return proved;
        }
        throw new AssertionError("A has signed and proved it");
    }

    private SecretPair signer(Bytes payload) {
        return parsed(payload)
                        .filter(statement ->
                                statement.authors().getFirst().post().isEmpty())
                        .isPresent()
                ? line.keys(A).node()
                : line.keys(A).post();
    }

    private static LeafType type(Bytes payload) {
        return parsed(payload).map(Statement::leafType).orElse(LeafType.NOTE);
    }

    private static Optional<Statement> parsed(Bytes payload) {
        try {
            return Optional.of(Statement.parse("statement", payload));
        } catch (FormatException malformed) {
            return Optional.empty();
        }
    }

    /// Takes it at B as B stands, and forgets it again.
    private boolean isHeld(ProvedParcel parcel) {
        TestStore store = new TestStore(node.copy());
        Step arrived = Engine.step(node.state, new Event.ParcelArrived(1, parcel), store, line.now, line.random);
        store.commit(arrived.writes());
        assertThat(arrived.effects()).contains(new Effect.Answer(1, new Effect.Result.Taken(parcel.ref(), false)));
        Effect.Open open = arrived.effects().stream()
                .filter(Effect.Open.class::isInstance)
                .map(Effect.Open.class::cast)
                .findFirst()
                .orElseThrow();
        Event opened = Workshop.open(
                open,
                arrived.state(),
                Federation.FORMS,
                store,
                List.of(line.keys(B).recipient()));
        store.commit(Engine.step(arrived.state(), opened, store, line.now, line.random)
                .writes());
        String key = Keys.leaf(open.origin(), open.index());
        Optional<Bytes> reason = store.get(Table.HELD, key);
        assertThat(reason.isPresent()).isNotEqualTo(store.get(Table.BODY, key).isPresent());
        reason.ifPresent(why -> assertThat(why.isEmpty()).isFalse());
        return reason.isPresent();
    }
}
