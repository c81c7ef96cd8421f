package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.NodeEntry;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Quotas;
import firebreak.charter.Version;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.FormField;
import firebreak.note.Forms;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Note;
import firebreak.note.Precedence;
import firebreak.note.Receipt;
import firebreak.note.View;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Parties A, B and perhaps C with one channel and a real engine each. Everything is signed and sealed; a test says
/// who is reachable, what is lost and how time passes.
public final class Federation {
    public static final PartyCode A = new PartyCode("AA");
    public static final PartyCode B = new PartyCode("BB");
    public static final PartyCode C = new PartyCode("CC");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Form FREE_TEXT = form("free-text", true, false);
    public static final Form REPLY = form("reply", false, true);
    public static final Form HOLDING = form("holding-reply", false, true);
    public static final Form JOINT = form("joint-note", false, false);
    public static final Forms FORMS = Forms.of(List.of(FREE_TEXT, REPLY, HOLDING, JOINT));

    final Random random;
    final ChannelId channel;
    final Agreement agreement;

    /// What every clock shows.
    public Instant now = NOON;

    private final Charter charter;
    private final Map<PartyCode, Keys> keys = new TreeMap<>();
    private final Map<PartyCode, TestNode> nodes = new TreeMap<>();
    private final List<Jws> documents = new ArrayList<>();
    private final Jws signedCharter;

    /// Everything secret of one party.
    public record Keys(
            SecretPair root, SecretPair node, SecretPair post, Identity.Hybrid recipient, RecordSecret record) {
        static Keys draw(Random random) {
            return new Keys(
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    Identity.Hybrid.generate(random),
                    RecordSecret.generate(random));
        }
    }

    public Federation(long seed, PartyCode... parties) {
        this(seed, _ -> {}, parties);
    }

    /// @param before what has happened before the nodes start
    Federation(long seed, Consumer<Federation> before, PartyCode... parties) {
        random = new Random(seed);
        for (PartyCode party : parties) {
            keys.put(party, Keys.draw(random));
        }
        charter = new Charter(
                Mode.EXERCISE,
                "Test line",
                Version.first(NOON),
                AlgorithmSet.BASE,
                keys.entrySet().stream()
                        .map(party -> new Party(
                                party.getKey(),
                                "Party " + party.getKey(),
                                1,
                                List.of(new Party.Root(
                                        "holder", party.getValue().root().keys()))))
                        .toList());
        signedCharter = Jws.sign(
                charter.payload(), keys.values().stream().map(Keys::root).toArray(Signer[]::new));
        List<Manifest> manifests = keys.keySet().stream()
                .map(party -> manifest(party, Version.first(NOON)))
                .toList();
        manifests.forEach(manifest -> documents.add(signed(manifest)));
        agreement = agreement(manifests);
        channel = new ChannelId(agreement.hash());
        documents.add(Jws.sign(
                agreement.payload(), keys.values().stream().map(Keys::post).toArray(Signer[]::new)));
        for (PartyCode party : parties) {
            nodes.put(party, new TestNode(this, party));
        }
        before.accept(this);
        nodes.values().forEach(TestNode::start);
        settle();
    }

    private static Form form(String id, boolean asks, boolean answers) {
        return new Form(
                id, 1, id, asks, answers, List.of(new FormField("text", FormField.Kind.TEXT, true, 2_000, List.of())));
    }

    private Jws signed(Manifest manifest) {
        return Jws.sign(manifest.payload(), keys(manifest.party()).root());
    }

    private Manifest manifest(PartyCode party, Version version) {
        Keys secrets = keys(party);
        PostEntry post = new PostEntry(
                post(party),
                "Minister of Defence",
                secrets.post().keys(),
                secrets.recipient().recipient(),
                NOON.minus(Duration.ofDays(1)),
                NOON.plus(Duration.ofDays(90)));
        NodeEntry node = new NodeEntry(
                secrets.node().keys(), secrets.record().keys(), Hash.of(Bytes.ofUtf8(party.value())), List.of());
        return new Manifest(Mode.EXERCISE, charter.hash(), party, version, node, List.of(post));
    }

    /// The party's second manifest, of the same keys, is in force everywhere.
    public void publishAgain(PartyCode party) {
        Version second =
                new Version(2, Optional.of(manifest(party, Version.first(NOON)).hash()), NOON, NOON);
        Jws manifest = signed(manifest(party, second));
        documents.add(manifest);
        nodes.values().forEach(node -> node.admit(manifest));
        settle();
    }

    private Agreement agreement(List<Manifest> manifests) {
        return new Agreement(
                Mode.EXERCISE,
                Optional.of(charter.hash()),
                "TEST",
                Version.first(NOON),
                NOON.plus(Duration.ofDays(30)),
                AlgorithmSet.BASE,
                manifests.stream()
                        .map(manifest -> new Member(
                                manifest.party(),
                                manifest.hash(),
                                Origin.random(random),
                                manifest.node().record(),
                                List.of(post(manifest.party()))))
                        .toList(),
                FORMS.all().stream()
                        .map(form -> new Agreement.FormPin(form.id(), form.hash()))
                        .toList(),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                Duration.ofSeconds(60));
    }

    public static PostCode post(PartyCode party) {
        return new PostCode(party + "-MOD");
    }

    /// A note without claims on anybody.
    Content content(PartyCode to) {
        return content(FREE_TEXT, Optional.empty(), to);
    }

    private Content content(Form form, Optional<LeafRef> answers, PartyCode... to) {
        return new Content(
                form.id(),
                form.hash(),
                Stream.of(to).map(Federation::post).toList(),
                List.of(),
                List.of(),
                answers,
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                Json.object().with("text", "text " + random.nextInt()).build());
    }

    /// Someone releases a note, and it goes wherever it can.
    public LeafRef say(PartyCode from, PartyCode to) {
        return say(from, content(to));
    }

    /// Someone answers a note in this form, and the answer goes wherever it can.
    public LeafRef answer(PartyCode from, Form form, LeafRef note, PartyCode to) {
        return say(from, content(form, Optional.of(note), to));
    }

    private LeafRef say(PartyCode from, Content content) {
        node(from).release(content);
        settle();
        return node(from).lastRecorded();
    }

    /// A joint note of these parties, signed by the post of each and recorded by nobody yet.
    public Jws joint(PartyCode... authors) {
        Note note = new Note(
                node(authors[0]).place(),
                Stream.of(authors).map(party -> node(party).author()).toList(),
                now,
                "TEST/joint/1",
                content(JOINT, Optional.empty()),
                View.NOTHING,
                View.NOTHING);
        return Jws.sign(
                note.payload(),
                Stream.of(authors).map(party -> keys(party).post()).toArray(Signer[]::new));
    }

    /// What is under way goes on until nothing is.
    public void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (TestNode node : nodes.values()) {
                moved |= node.work();
            }
        }
    }

    /// Time passes second by second, everywhere.
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(1);
            nodes.values().forEach(TestNode::tick);
            settle();
        }
    }

    /// From now on only these reach each other.
    public void only(PartyCode... connected) {
        for (PartyCode party : parties()) {
            node(party).cutOff = !List.of(connected).contains(party);
        }
    }

    /// One says in a note to another that a third's record had another root than it had.
    public void misstate(PartyCode from, PartyCode to, PartyCode of) {
        Hash root = Hash.of(Bytes.ofUtf8("another"));
        View view = new View(List.of(new View.Seen(of, node(of).own().origin(), 1, root)));
        node(from).release(content(to), view);
        settle();
    }

    /// A shows one receipt to B and, on a copy of its whole machine, another to C. Only A and C are connected then.
    public void fork(LeafRef note) {
        TestNode.Machine clone = node(A).machine();
        only(A, B);
        node(A).receipt(Receipt.Kind.READ, note);
        only(A, C);
        node(A).become(clone);
        node(A).receipt(Receipt.Kind.ACKNOWLEDGED, note);
    }

    public Charter charter() {
        return charter;
    }

    Jws signedCharter() {
        return signedCharter;
    }

    /// Manifests and agreement, as every node is given them.
    List<Jws> documents() {
        return documents;
    }

    public Set<PartyCode> parties() {
        return nodes.keySet();
    }

    public Keys keys(PartyCode party) {
        return Objects.requireNonNull(keys.get(party));
    }

    public TestNode node(PartyCode party) {
        return Objects.requireNonNull(nodes.get(party));
    }
}
