package firebreak.node.serve;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.Secret;
import firebreak.node.home.FormPack;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.node.keys.Unlocked;
import firebreak.node.wire.Limits;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.MemberServer;
import firebreak.node.wire.Patience;
import firebreak.node.wire.Peer;
import firebreak.node.wire.RawClient;
import firebreak.node.wire.TlsIdentity;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Place;
import firebreak.note.Precedence;
import firebreak.note.View;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.Tiles;
import firebreak.record.TlogProof;
import firebreak.seal.Envelope;
import firebreak.witness.AddCheckpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A member whose node does not run: the test holds its real keys and writes its record by hand, leaf by leaf, well
/// or badly, and brings the parcels itself over mutual TLS.
final class Scribe implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    final NodeKeys node;
    final PostSecrets post;
    final Agreement agreement;
    final Manifest manifest;
    private final Station station;
    private final Registry registry;
    private final ChannelId channel;
    private final Member member;
    private final MemberClient client;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Bytes> envelopes = new ArrayList<>();

    Scribe(Station station, ChannelId channel) throws IOException, FormatException {
        this.station = station;
        this.channel = channel;
        node = keys(station.home.keys(Mode.EXERCISE).node());
        post = keys(station.home.keys(Mode.EXERCISE).post(new KeyName(station.post.value())));
        registry = station.home.holdings().registry();
        agreement = registry.agreement(channel.hash()).orElseThrow();
        member = agreement.member(station.party).orElseThrow();
        manifest = registry.manifest(member.manifest()).orElseThrow();
        client = new MemberClient(node.tls().use(TlsIdentity::fromSeed), Patience.standard());
    }

    static <T extends AutoCloseable> T keys(KeyFile<T> file) throws IOException {
        try (Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            return switch (file.open(passphrase)) {
                case Unlocked.Opened<T>(T opened) -> opened;
                case Unlocked.Missing<T> _, Unlocked.WrongPassphrase<T> _, Unlocked.Unusable<T> _ ->
                    throw new AssertionError("these keys should open");
            };
        }
    }

    Origin origin() {
        return member.origin();
    }

    Place place() {
        return new Place(agreement.mode(), agreement.charter(), channel, agreement.hash());
    }

    Author byNode() {
        return new Author(station.party, Optional.empty(), manifest.hash(), origin(), 0);
    }

    Author byPost() {
        return new Author(station.party, Optional.of(station.post), manifest.hash(), origin(), 0);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    Content content(String text) {
        Form form = freeText();
        return new Content(
                form.id(),
                form.hash(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                (Json.Obj) Desk.fields(text));
    }

    private static Form freeText() {
        return FormPack.builtIn().forms().stream()
                .filter(form -> form.id().equals("free-text"))
                .findFirst()
                .orElseThrow();
    }

    Note note(String text) {
        return note(place(), byPost(), text);
    }

    /// Its text is its reference as well.
    Note note(Place at, Author by, String text) {
        return new Note(at, List.of(by), now(), text, content(text), View.NOTHING, View.NOTHING);
    }

    Jws signed(Note note) {
        return Jws.sign(note.payload(), post.current().signing());
    }

    /// The first leaf of the record, as an honest node makes it.
    long opens() {
        Opening opening = new Opening(place(), byNode(), now(), manifest.node().record());
        return append(
                LeafType.OPENING, Jws.sign(opening.payload(), node.signing()).bytes());
    }

    long appends(Jws note) {
        return append(LeafType.NOTE, note.bytes());
    }

    long append(LeafType type, Bytes content) {
        byte[] drawn = new byte[Envelope.SALT];
        RANDOM.nextBytes(drawn);
        Bytes salt = Bytes.wrap(drawn);
        Bytes envelope = Envelope.seal(
                content,
                salt,
                agreement.members().stream()
                        .flatMap(other -> registry.manifest(other.manifest()).orElseThrow().posts().stream()
                                .filter(entry -> other.posts().contains(entry.code())))
                        .map(PostEntry::recipient)
                        .toList(),
                RANDOM);
        return append(new Leaf(type, Hash.of(envelope), Envelope.commitment(salt, content)), envelope);
    }

    long append(Leaf leaf, Bytes envelope) {
        leaves.add(leaf);
        envelopes.add(envelope);
        return leaves.size() - 1L;
    }

    /// Forgets the newest leaf, as if it had never been shown to anybody.
    void forget() {
        leaves.removeLast();
        envelopes.removeLast();
    }

    LeafRef ref(long index) {
        return new LeafRef(origin(), index, leaves.get((int) index).hash());
    }

    Parcel parcel(long index) {
        return parcel(index, leaves.size(), node.records().getLast());
    }

    /// The parcel of a leaf under the checkpoint of an earlier size, signed with these keys.
    Parcel parcel(long index, int size, RecordSecret secret) {
        LeafHashes tree =
                new LeafHashes(leaves.stream().limit(size).map(Leaf::hash).toList());
        SignedCheckpoint signed =
                new CheckpointSigner(origin(), secret).sign(new Checkpoint(origin(), size, tree.root()), now());
        TlogProof proof = TlogProof.of(signed, new Tiles(Tiles.of(tree), size).inclusion(index));
        return new Parcel(channel, leaves.get((int) index), proof.bytes(), envelopes.get((int) index));
    }

    /// Every leaf so far, in order, under one checkpoint.
    List<Bytes> parcels() {
        return Stream.iterate(0L, index -> index + 1)
                .limit(leaves.size())
                .map(index -> parcel(index).bytes())
                .toList();
    }

    /// Has a witness sign the record as it is, for the first time; the status of its answer.
    int asksToSign(Station witness) throws IOException {
        LeafHashes tree = new LeafHashes(leaves.stream().map(Leaf::hash).toList());
        SignedCheckpoint signed = new CheckpointSigner(origin(), node.records().getLast())
                .sign(new Checkpoint(origin(), leaves.size(), Merkle.root(leaves.size(), tree)), now());
        Bytes request = new AddCheckpoint(0, List.of(), signed.note()).bytes();
        return client.request(peer(witness), "POST", "/v1/witness/add-checkpoint", request, 1 << 16)
                .status();
    }

    /// Brings parcels to a node; one outcome for each.
    List<String> brings(Station to, List<Bytes> parcels) throws IOException, FormatException {
        Response response = asks(to, new Bundle(parcels).bytes());
        if (!response.ok()) {
            throw new AssertionError("the bundle was refused with " + response.status() + ": "
                    + response.body().utf8("answer"));
        }
        Json outcomes = Canonical.readLoose("answer", response.body(), 1 << 20);
        return ((Json.Arr) outcomes)
                .items().stream()
                        .map(outcome -> (Clerk.text(outcome, "outcome") + " " + Clerk.text(outcome, "reason")).strip())
                        .toList();
    }

    List<String> brings(Station to, Bytes... parcels) throws IOException, FormatException {
        return brings(to, List.of(parcels));
    }

    /// Sends any body where parcels come in.
    Response asks(Station to, Bytes body) throws IOException {
        return client.request(peer(to), "POST", "/v1/parcels", body, 1 << 20);
    }

    Response gets(Station from, String target) throws IOException {
        return asks(from, "GET", target, Bytes.EMPTY);
    }

    Response asks(Station node, String method, String target, Bytes body) throws IOException {
        return client.request(peer(node), method, target, body, Bundle.MAX_BYTES);
    }

    /// Sends any characters (one byte each) where a request belongs, and nothing after them; gives what comes back.
    String writes(Station to, String request) throws IOException {
        try (RawClient raw =
                RawClient.connect(to.serving().node().port(), node.tls().use(TlsIdentity::fromSeed))) {
            raw.send(request);
            raw.ends();
            return raw.readAll();
        }
    }

    /// Answers in the place of the member's node until it is closed; every caller is let in.
    MemberServer answers(Route... routes) throws IOException {
        MemberServer server = MemberServer.open(
                node.tls().use(TlsIdentity::fromSeed),
                _ -> Optional.of("anybody"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Limits.standard(),
                List.of(routes));
        station.cable.plug(server.port());
        return server;
    }

    private Peer peer(Station to) {
        Hash pin = registry.charters().stream()
                .flatMap(charter -> registry.latestManifest(charter, to.party).stream())
                .map(document -> document.manifest().node().tls())
                .findFirst()
                .orElseThrow();
        return new Peer("127.0.0.1", to.cable.port(), pin);
    }

    @Override
    public void close() {
        client.close();
        node.close();
        post.close();
    }
}
