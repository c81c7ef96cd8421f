package firebreak.sim.check;

import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.Said;
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
import firebreak.seal.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A history written by hand: AA and BB share a channel that CC is not in; AA has a record, with real leaves and real
/// signatures, and a store of rows that a test puts right or wrong.
final class Hand implements Truth {
    static final PartyCode AA = new PartyCode("AA");
    static final PartyCode BB = new PartyCode("BB");
    static final PartyCode CC = new PartyCode("CC");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Random random = new Random(5);
    private final Map<PartyCode, RecordSecret> record = new TreeMap<>();
    private final Map<PartyCode, Identity.Hybrid> posts = new TreeMap<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Bytes> envelopes = new ArrayList<>();
    private final Map<String, NavigableMap<String, Bytes>> rows = new TreeMap<>();
    final Origin origin = Origin.random(random);
    final ChannelId channel = new ChannelId(Hash.of(Bytes.ofUtf8("channel")));

    Hand() {
        for (PartyCode party : parties()) {
            record.put(party, RecordSecret.generate(random));
            posts.put(party, Identity.Hybrid.generate(random));
        }
    }

    // ---- the record of AA

    /// Appends a leaf sealed to these parties, and puts it into the store.
    LeafRef append(PartyCode... readers) {
        byte[] salt = new byte[Envelope.SALT];
        random.nextBytes(salt);
        Bytes content = Bytes.ofUtf8("content " + leaves.size());
        Bytes envelope = Envelope.seal(
                content,
                Bytes.wrap(salt),
                List.of(readers).stream()
                        .map(reader -> post(reader).recipient())
                        .toList(),
                random);
        Leaf leaf = new Leaf(LeafType.NOTE, Hash.of(envelope), Envelope.commitment(Bytes.wrap(salt), content));
        LeafRef ref = new LeafRef(origin, leaves.size(), leaf.hash());
        leaves.add(leaf);
        envelopes.add(envelope);
        put(Table.LEAF, key(ref.index()), leaf.bytes());
        return ref;
    }

    String key(long index) {
        return Keys.leaf(origin, index);
    }

    /// The head of the record as it is now, signed by somebody.
    SignedCheckpoint head(PartyCode signer) {
        return head(signer, new LeafHashes(leaves.stream().map(Leaf::hash).toList()).root());
    }

    SignedCheckpoint head(PartyCode signer, Hash root) {
        RecordSecret secret = Objects.requireNonNull(record.get(signer));
        return new CheckpointSigner(origin, secret).sign(new Checkpoint(origin, leaves.size(), root), NOON);
    }

    Parcel parcel(int index) {
        LeafHashes tree = new LeafHashes(leaves.stream().map(Leaf::hash).toList());
        TlogProof proof = TlogProof.of(head(AA), new Tiles(Tiles.of(tree), tree.size()).inclusion(index));
        return new Parcel(channel, leaves.get(index), proof.bytes(), envelopes.get(index));
    }

    /// A party says 'delivered' of a leaf, at a place in its record.
    Said delivered(PartyCode by, LeafRef of, LeafRef at) {
        Hash none = Hash.of(Bytes.EMPTY);
        Place place = new Place(Mode.EXERCISE, Optional.of(none), channel, none);
        Author author = new Author(by, Optional.empty(), none, at.origin(), 0);
        return new Said(
                channel,
                at,
                new Receipt(place, author, NOON, Receipt.Kind.DELIVERED, of, Optional.empty(), View.NOTHING));
    }

    // ---- a store

    Write put(Table table, String key, Bytes value) {
        rows.computeIfAbsent(table.name(), _ -> new TreeMap<>()).put(key, value);
        return new Write.Put(table, key, value);
    }

    StoreView store() {
        return new StoreView() {
            @Override
            public Optional<Bytes> get(Table table, String key) {
                return Optional.ofNullable(of(table).get(key));
            }

            @Override
            public List<Entry> range(Table table, String from, String to, int limit) {
                return of(table).subMap(from, true, to, false).entrySet().stream()
                        .limit(limit)
                        .map(row -> new Entry(row.getKey(), row.getValue()))
                        .toList();
            }
        };
    }

    private NavigableMap<String, Bytes> of(Table table) {
        return rows.getOrDefault(table.name(), new TreeMap<>());
    }

    /// A commit of one write, which the store has made.
    Fact wrote(Write write) {
        return new Fact.Wrote(BB, List.of(write), store());
    }

    private Identity.Hybrid post(PartyCode party) {
        return Objects.requireNonNull(posts.get(party));
    }

    // ---- truth

    @Override
    public boolean honest(PartyCode party) {
        return true;
    }

    @Override
    public boolean leaseLost(PartyCode party) {
        return false;
    }

    @Override
    public Optional<PartyCode> owner(Origin of) {
        return of.equals(origin) ? Optional.of(AA) : Optional.empty();
    }

    @Override
    public List<PartyCode> parties() {
        return List.of(AA, BB, CC);
    }

    @Override
    public List<ChannelId> channels() {
        return List.of(channel);
    }

    @Override
    public List<PartyCode> members(ChannelId of) {
        return List.of(AA, BB);
    }

    @Override
    public RecordKeys recordKeys(PartyCode party) {
        return Objects.requireNonNull(record.get(party)).keys();
    }

    @Override
    public Optional<Manifest> manifest(Hash hash) {
        return Optional.empty();
    }

    @Override
    public List<Identity.Hybrid> identities(PartyCode party) {
        return List.of(post(party));
    }
}
