package firebreak.export;

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
import firebreak.note.View;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A charter of three parties, one channel between them, and a real node of each: everything is signed, sealed
/// and recorded as it would be, only that time stands still and parcels need none.
final class World {
    static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");
    static final Form FREE_TEXT = form("free-text", true, false);
    static final Form REPLY = form("reply", false, true);
    static final Form DECLINE = form("decline", false, true);
    static final Form HOLDING = form("holding-reply", false, true);
    static final Form JOINT = form("joint-note", false, false);
    static final Forms FORMS = Forms.of(List.of(FREE_TEXT, REPLY, DECLINE, HOLDING, JOINT));
    static final PartyCode RU = new PartyCode("RU");
    static final PartyCode UK = new PartyCode("UK");
    static final PartyCode UA = new PartyCode("UA");
    static final PostCode RU_MOD = new PostCode("RU-MOD");
    static final PostCode UK_MOD = new PostCode("UK-MOD");
    static final PostCode UA_MOD = new PostCode("UA-MOD");

    final Random random;
    final Map<PartyCode, Keys> keys = new TreeMap<>();
    final Map<PartyCode, TestNode> nodes = new TreeMap<>();
    final Charter charter;
    final Agreement agreement;
    final ChannelId channel;
    Instant now = NOON;

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

    World(long seed, PartyCode... parties) {
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
        Map<PartyCode, Manifest> manifests = new TreeMap<>();
        keys.forEach((party, secrets) -> manifests.put(party, manifest(party, Version.first(NOON))));
        agreement = agreement(manifests);
        channel = new ChannelId(agreement.hash());
        for (PartyCode party : parties) {
            nodes.put(party, new TestNode(this, party));
        }
        Jws signedCharter = Jws.sign(
                charter.payload(), keys.values().stream().map(Keys::root).toArray(Signer[]::new));
        nodes.values().forEach(node -> node.join(signedCharter, charter.hash()));
        manifests.values().forEach(manifest -> publish(manifest));
        Jws signedAgreement = Jws.sign(
                agreement.payload(), keys.values().stream().map(Keys::post).toArray(Signer[]::new));
        nodes.values().forEach(node -> node.admit(signedAgreement));
        settle();
    }

    void publish(Manifest manifest) {
        Jws signed = Jws.sign(manifest.payload(), keys(manifest.party()).root());
        nodes.values().forEach(node -> node.admit(signed));
        settle();
    }

    Manifest manifest(PartyCode party, Version version) {
        Keys secrets = keys(party);
        PostEntry post = new PostEntry(
                new PostCode(party + "-MOD"),
                "Minister of Defence",
                secrets.post().keys(),
                secrets.recipient().recipient(),
                NOON.minus(Duration.ofDays(1)),
                NOON.plus(Duration.ofDays(90)));
        NodeEntry node = new NodeEntry(
                secrets.node().keys(), secrets.record().keys(), Hash.of(Bytes.ofUtf8(party.value())), List.of());
        return new Manifest(Mode.EXERCISE, charter.hash(), party, version, node, List.of(post));
    }

    private Agreement agreement(Map<PartyCode, Manifest> manifests) {
        return new Agreement(
                Mode.EXERCISE,
                Optional.of(charter.hash()),
                "TEST",
                Version.first(NOON),
                NOON.plus(Duration.ofDays(30)),
                AlgorithmSet.BASE,
                manifests.values().stream()
                        .map(manifest -> new Member(
                                manifest.party(),
                                manifest.hash(),
                                Origin.random(random),
                                manifest.node().record(),
                                manifest.posts().stream().map(PostEntry::code).toList()))
                        .toList(),
                FORMS.all().stream()
                        .map(form -> new Agreement.FormPin(form.id(), form.hash()))
                        .toList(),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                Duration.ofSeconds(60));
    }

    private static Form form(String id, boolean asks, boolean answers) {
        return new Form(
                id, 1, id, asks, answers, List.of(new FormField("text", FormField.Kind.TEXT, true, 2_000, List.of())));
    }

    /// Carries what is under way until nothing is.
    void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (TestNode node : nodes.values()) {
                moved |= node.work();
            }
        }
    }

    Keys keys(PartyCode party) {
        return Objects.requireNonNull(keys.get(party));
    }

    TestNode node(PartyCode party) {
        return Objects.requireNonNull(nodes.get(party));
    }

    static Content content(Form form, Optional<LeafRef> answers, PostCode... to) {
        return new Content(
                form.id(),
                form.hash(),
                List.of(to),
                List.of(),
                List.of(),
                answers,
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                Json.object().with("text", "A text.").build());
    }

    /// Releases a note and carries it everywhere.
    LeafRef say(PartyCode party, Form form, Optional<LeafRef> answers, PostCode... to) {
        LeafRef leaf = node(party).release(content(form, answers, to));
        settle();
        return leaf;
    }

    /// A joint note of two parties, signed by both posts and recorded by both.
    Note joint(PartyCode first, PartyCode second) {
        Note alone = new Note(
                node(first).place(),
                List.of(node(first).author(), node(second).author()),
                now,
                "TEST/joint/1",
                content(JOINT, Optional.empty()),
                View.NOTHING,
                View.NOTHING);
        return alone;
    }
}
