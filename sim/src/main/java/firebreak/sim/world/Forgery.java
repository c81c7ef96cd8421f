package firebreak.sim.world;

import firebreak.carriage.Parcel;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Body;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Views;
import firebreak.identity.Jws;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Statement;
import firebreak.note.View;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.Tiles;
import firebreak.record.TlogProof;
import firebreak.seal.Envelope;
import firebreak.seal.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record written on by hand: any leaves, properly sealed, hashed and signed with the record's own keys.
final class Forgery {
    private final World world;
    private final Node node;
    private final Dice dice;
    private final ChannelId channel;
    private final Origin origin;
    private final int generation;
    private final Agreement agreement;
    private final Optional<Hash> charter;
    private final Hash manifest;
    private final PostCode post;
    private final List<LeafRef> others;
    private final List<View.Seen> views;
    private final List<Leaf> leaves;
    private final List<Bytes> envelopes;

    Forgery(World world, Node node, Channel from, Dice dice) {
        State state = node.lastState();
        this.world = world;
        this.node = node;
        this.dice = dice;
        this.channel = from.id();
        this.origin = from.own().origin();
        this.generation = from.own().generation();
        this.agreement = state.agreement(from);
        this.manifest = state.manifest(from).hash();
        this.charter = agreement.charter().map(_ -> lastCharter());
        this.post = agreement.member(node.party()).orElseThrow().posts().getFirst();
        this.others = others(from);
        this.views = Views.of(state, from).seen();
        this.leaves = new ArrayList<>();
        this.envelopes = new ArrayList<>();
        for (long index = 0; index < from.own().size(); index++) {
            String key = Keys.leaf(origin, index);
            leaves.add(leaf(store().get(Table.LEAF, key).orElseThrow()));
            envelopes.add(store().get(Table.ENVELOPE, key).orElseThrow());
        }
    }

    private Forgery(Forgery trunk) {
        this.world = trunk.world;
        this.node = trunk.node;
        this.dice = trunk.dice;
        this.channel = trunk.channel;
        this.origin = trunk.origin;
        this.generation = trunk.generation;
        this.agreement = trunk.agreement;
        this.charter = trunk.charter;
        this.manifest = trunk.manifest;
        this.post = trunk.post;
        this.others = trunk.others;
        this.views = trunk.views;
        this.leaves = new ArrayList<>(trunk.leaves);
        this.envelopes = new ArrayList<>(trunk.envelopes);
    }

    /// The same record up to here, to be continued otherwise.
    Forgery branch() {
        return new Forgery(this);
    }

    private StoreView store() {
        return node.disk().asWritten();
    }

    private Hash lastCharter() {
        return statement(
                        store().get(Table.BODY, Keys.leaf(origin, newestBody())).orElseThrow())
                .place()
                .charter()
                .orElseThrow();
    }

    private long newestBody() {
        long index = 0;
        while (store().get(Table.BODY, Keys.leaf(origin, index + 1)).isPresent()) {
            index++;
        }
        return index;
    }

    private static Statement statement(Bytes body) {
        try {
            return Statement.parse(
                    "body", Jws.parse("body", Body.read("body", body).signed()).payload());
        } catch (FormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static Leaf leaf(Bytes row) {
        try {
            return Leaf.read("leaf", row);
        } catch (FormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /// Leaves of the others' records that are not receipts.
    private List<LeafRef> others(Channel from) {
        List<LeafRef> found = new ArrayList<>();
        for (PeerRecord peer : from.peers().values()) {
            for (long index = 0; index < peer.prefix().size(); index++) {
                Leaf leaf = leaf(
                        store().get(Table.LEAF, Keys.leaf(peer.origin(), index)).orElseThrow());
                if (leaf.type() != LeafType.RECEIPT && !peer.party().equals(node.party())) {
                    found.add(new LeafRef(peer.origin(), index, leaf.hash()));
                }
            }
        }
        return found;
    }

    PostCode post() {
        return post;
    }

    List<PartyCode> victims() {
        return world.members(channel).stream()
                .filter(member -> !member.equals(node.party()))
                .toList();
    }

    Place place() {
        return new Place(agreement.mode(), charter, channel, agreement.hash());
    }

    /// A place that does not fit: another channel, or an agreement that is not in force.
    Place wrongPlace() {
        ChannelId other = dice.pick(world.papers().channels());
        boolean same = other.equals(channel);
        return new Place(
                agreement.mode(),
                charter,
                other,
                same
                        ? Hash.of(agreement.payload().slice(1, 40))
                        : world.papers().agreement(other).hash());
    }

    Author author(Optional<PostCode> by) {
        return new Author(node.party(), by, manifest, origin, generation);
    }

    Jws signedByPost(Note note) {
        PostEntry entry =
                world.papers().manifest(manifest).orElseThrow().post(post).orElseThrow();
        return Jws.sign(note.payload(), node.keys().signing(entry.signing()).orElseThrow());
    }

    Optional<LeafRef> known() {
        return others.isEmpty() ? Optional.empty() : Optional.of(dice.pick(others));
    }

    /// A leaf that is there, under a hash that is not its own.
    Optional<LeafRef> otherHash() {
        return known().map(ref ->
                new LeafRef(ref.origin(), ref.index(), Hash.of(ref.leaf().bytes())));
    }

    /// A leaf far beyond the end of a record.
    Optional<LeafRef> beyond(Dice how) {
        return known().map(ref -> new LeafRef(ref.origin(), ref.index() + how.between(100, 1_000), ref.leaf()));
    }

    /// A view that names a root which one of the others' records never had.
    View falseView() {
        List<View.Seen> begun = views.stream().filter(seen -> seen.size() > 0).toList();
        if (begun.isEmpty()) {
            return View.NOTHING;
        }
        View.Seen seen = dice.pick(begun);
        Hash wrong = Hash.of(seen.root().bytes());
        return new View(List.of(new View.Seen(seen.party(), seen.origin(), seen.size(), wrong)));
    }

    /// What another member has signed in this channel.
    Optional<Jws> somebodyElses() {
        return known().flatMap(ref ->
                store().get(Table.BODY, Keys.leaf(ref.origin(), ref.index())).map(Forgery::signed));
    }

    private static Jws signed(Bytes body) {
        try {
            return Jws.parse("body", Body.read("body", body).signed());
        } catch (FormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    long append(Jws signed) {
        try {
            return append(Statement.parse("forged", signed.payload()).leafType(), signed.bytes());
        } catch (FormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    long append(Bytes content) {
        return append(LeafType.NOTE, content);
    }

    private long append(LeafType type, Bytes content) {
        byte[] salt = new byte[Envelope.SALT];
        dice.generator().nextBytes(salt);
        Bytes envelope = Envelope.seal(content, Bytes.wrap(salt), recipients(), dice.generator());
        leaves.add(new Leaf(type, Hash.of(envelope), Envelope.commitment(Bytes.wrap(salt), content)));
        envelopes.add(envelope);
        return leaves.size() - 1L;
    }

    /// The same leaf as another branch has last, to the byte.
    void appendLastOf(Forgery other) {
        leaves.add(other.leaves.getLast());
        envelopes.add(other.envelopes.getLast());
    }

    private List<Recipient.Hybrid> recipients() {
        return agreement.members().stream()
                .flatMap(member -> world.papers().manifest(member.party()).posts().stream()
                        .filter(entry -> member.posts().contains(entry.code())))
                .map(PostEntry::recipient)
                .toList();
    }

    /// The parcel of a leaf, proved in this branch as it now is.
    Parcel parcel(long index) {
        LeafHashes tree = new LeafHashes(leaves.stream().map(Leaf::hash).toList());
        SignedCheckpoint signed = new CheckpointSigner(origin, node.keys().record())
                .sign(
                        new Checkpoint(origin, tree.size(), tree.root()),
                        world.agenda().now());
        TlogProof proof = TlogProof.of(signed, new Tiles(Tiles.of(tree), tree.size()).inclusion(index));
        return new Parcel(channel, leaves.get((int) index), proof.bytes(), envelopes.get((int) index));
    }
}
