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
import firebreak.note.Precedence;
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
import java.util.TreeMap;
import java.util.function.Consumer;

/// Parties A, B and perhaps C with one channel and a real engine each. Everything is signed and sealed; a test says
/// who is reachable, what is lost and how time passes.
final class Federation {
    static final PartyCode A = new PartyCode("AA");
    static final PartyCode B = new PartyCode("BB");
    static final PartyCode C = new PartyCode("CC");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Form FREE_TEXT = new Form(
            "free-text",
            1,
            "free text",
            true,
            false,
            List.of(new FormField("text", FormField.Kind.TEXT, true, 2_000, List.of())));
    static final Forms FORMS = Forms.of(List.of(FREE_TEXT));

    final Random random;
    final ChannelId channel;
    final Agreement agreement;
    Instant now = NOON;
    private final Charter charter;
    private final Map<PartyCode, Keys> keys = new TreeMap<>();
    private final Map<PartyCode, TestNode> nodes = new TreeMap<>();
    private final List<Jws> documents = new ArrayList<>();
    private final Jws signedCharter;

    /// Everything secret of one party.
    record Keys(SecretPair root, SecretPair node, SecretPair post, Identity.Hybrid recipient, RecordSecret record) {
        static Keys draw(Random random) {
            return new Keys(
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    Identity.Hybrid.generate(random),
                    RecordSecret.generate(random));
        }
    }

    Federation(long seed, PartyCode... parties) {
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
        List<Manifest> manifests = keys.keySet().stream().map(this::manifest).toList();
        manifests.forEach(manifest -> documents.add(
                Jws.sign(manifest.payload(), keys(manifest.party()).root())));
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

    private Manifest manifest(PartyCode party) {
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
        return new Manifest(Mode.EXERCISE, charter.hash(), party, Version.first(NOON), node, List.of(post));
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

    static PostCode post(PartyCode party) {
        return new PostCode(party + "-MOD");
    }

    /// A note without claims on anybody.
    Content content(PartyCode to) {
        return new Content(
                FREE_TEXT.id(),
                FREE_TEXT.hash(),
                List.of(post(to)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                Json.object().with("text", "text " + random.nextInt()).build());
    }

    /// A releases a note, and it goes wherever it can.
    LeafRef say(PartyCode from, PartyCode to) {
        node(from).release(content(to));
        settle();
        return node(from).lastRecorded();
    }

    /// What is under way goes on until nothing is.
    void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (TestNode node : nodes.values()) {
                moved |= node.work();
            }
        }
    }

    /// Time passes second by second, everywhere.
    void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(1);
            nodes.values().forEach(TestNode::tick);
            settle();
        }
    }

    Jws charter() {
        return signedCharter;
    }

    List<Jws> documents() {
        return documents;
    }

    Keys keys(PartyCode party) {
        return Objects.requireNonNull(keys.get(party));
    }

    TestNode node(PartyCode party) {
        return Objects.requireNonNull(nodes.get(party));
    }
}
