package firebreak.sim.world;

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
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.note.Form;
import firebreak.note.FormField;
import firebreak.note.Forms;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The charter documents of a world in the order in which they are signed, and the forms they pin.
final class Papers {
    private static final Duration VALID = Duration.ofDays(400);
    static final Form FREE_TEXT = form("free-text", false);
    static final Form REPLY = form("reply", true);
    static final Form HOLDING = form("holding-reply", true);
    static final Form DECLINE = form("decline", true);
    static final Form JOINT = form("joint-note", false);
    static final Forms FORMS = Forms.of(List.of(FREE_TEXT, REPLY, HOLDING, DECLINE, JOINT));

    private final Map<PartyCode, Keyring> keys;
    private final RandomGenerator random;
    private final Instant start;
    private Charter charter;
    private final Hash founded;
    private final Jws foundedSigned;
    private final Map<PartyCode, Manifest> manifests = new TreeMap<>();
    private final Map<Hash, Manifest> allManifests = new TreeMap<>();
    private final Map<ChannelId, Agreement> agreements = new LinkedHashMap<>();
    private final List<Paper> published = new ArrayList<>();

    /// A signed document and who gets it.
    record Paper(Jws signed, List<PartyCode> readers) {}

    Papers(Plan plan, Map<PartyCode, Keyring> keys, RandomGenerator random, Instant start) {
        this.keys = keys;
        this.random = random;
        this.start = start;
        List<Party> parties = keys.values().stream()
                .map(ring -> new Party(
                        ring.party(),
                        "Party " + ring.party(),
                        1,
                        List.of(new Party.Root("holder", ring.root().keys()))))
                .toList();
        this.charter = new Charter(Mode.EXERCISE, "Simulated line", Version.first(start), AlgorithmSet.BASE, parties);
        this.founded = charter.hash();
        this.foundedSigned = signedByRoots();
        plan.posts().forEach(this::firstManifest);
        plan.lines().forEach(this::firstAgreement);
    }

    private static Form form(String id, boolean answers) {
        return new Form(
                id, 1, id, false, answers, List.of(new FormField("text", FormField.Kind.TEXT, true, 2_000, List.of())));
    }

    private Jws signedByRoots() {
        return Jws.sign(
                charter.payload(), keys.values().stream().map(Keyring::root).toArray(Signer[]::new));
    }

    private Keyring ring(PartyCode party) {
        return Objects.requireNonNull(keys.get(party));
    }

    private void firstManifest(PartyCode party, List<PostCode> posts) {
        Keyring ring = ring(party);
        posts.forEach(ring::renew);
        publish(new Manifest(Mode.EXERCISE, founded, party, Version.first(start), nodeEntry(ring), entries(ring)));
    }

    private void publish(Manifest manifest) {
        manifests.put(manifest.party(), manifest);
        allManifests.put(manifest.hash(), manifest);
        published.add(
                new Paper(Jws.sign(manifest.payload(), ring(manifest.party()).root()), List.copyOf(keys.keySet())));
    }

    private static NodeEntry nodeEntry(Keyring ring) {
        return new NodeEntry(
                ring.node().keys(),
                ring.record().keys(),
                Hash.of(Bytes.ofUtf8(ring.party().value())),
                List.of());
    }

    private List<PostEntry> entries(Keyring ring) {
        return ring.posts().stream()
                .map(post -> {
                    Keyring.PostKeys current = ring.versions(post).getLast();
                    return new PostEntry(
                            post,
                            "Post " + post,
                            current.signing().keys(),
                            current.recipient().recipient(),
                            start.minus(Duration.ofDays(10)),
                            start.plus(VALID));
                })
                .toList();
    }

    private void firstAgreement(Plan.Line line) {
        List<Member> members = line.members().stream()
                .map(party -> {
                    Manifest manifest = manifest(party);
                    return new Member(
                            party,
                            manifest.hash(),
                            Origin.random(random),
                            manifest.node().record(),
                            manifest.posts().stream().map(PostEntry::code).toList());
                })
                .toList();
        Agreement agreement = new Agreement(
                Mode.EXERCISE,
                line.back() ? Optional.empty() : Optional.of(founded),
                line.label(),
                Version.first(start),
                start.plus(VALID),
                AlgorithmSet.BASE,
                members,
                FORMS.all().stream()
                        .map(form -> new Agreement.FormPin(form.id(), form.hash()))
                        .toList(),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                Duration.ofSeconds(60));
        publish(new ChannelId(agreement.hash()), agreement);
    }

    private void publish(ChannelId channel, Agreement agreement) {
        agreements.put(channel, agreement);
        Signer[] signers = agreement.members().stream()
                .map(member -> ring(member.party())
                        .versions(member.posts().getFirst())
                        .getLast()
                        .signing())
                .toArray(Signer[]::new);
        published.add(new Paper(
                Jws.sign(agreement.payload(), signers),
                agreement.members().stream().map(Member::party).toList()));
    }

    /// New keys for all posts of a party.
    void renewKeys(PartyCode party, Instant now) {
        Keyring ring = ring(party);
        ring.posts().forEach(ring::renew);
        Manifest before = manifest(party);
        publish(new Manifest(
                Mode.EXERCISE,
                founded,
                party,
                next(before.version(), before.hash(), now),
                nodeEntry(ring),
                entries(ring)));
    }

    void amendCharter(Instant now) {
        charter = new Charter(
                charter.mode(),
                charter.name(),
                next(charter.version(), charter.hash(), now),
                charter.algorithms(),
                charter.parties());
        published.add(new Paper(signedByRoots(), List.copyOf(keys.keySet())));
    }

    void amendAgreement(ChannelId channel, Instant now) {
        Agreement before = Objects.requireNonNull(agreements.get(channel));
        publish(
                channel,
                new Agreement(
                        before.mode(),
                        before.charter(),
                        before.label(),
                        next(before.version(), before.hash(), now),
                        before.expires(),
                        before.algorithms(),
                        before.members(),
                        before.forms(),
                        before.witnesses(),
                        before.mailboxes(),
                        before.quotas(),
                        before.frameInterval().plusSeconds(60)));
    }

    private static Version next(Version before, Hash parent, Instant now) {
        return new Version(before.number() + 1, Optional.of(parent), now, now);
    }

    Hash founded() {
        return founded;
    }

    Jws foundedSigned() {
        return foundedSigned;
    }

    Optional<Hash> charterOf(ChannelId channel) {
        return agreement(channel).charter().map(_ -> charter.hash());
    }

    Manifest manifest(PartyCode party) {
        return Objects.requireNonNull(manifests.get(party));
    }

    Optional<Manifest> manifest(Hash hash) {
        return Optional.ofNullable(allManifests.get(hash));
    }

    Agreement agreement(ChannelId channel) {
        return Objects.requireNonNull(agreements.get(channel));
    }

    List<ChannelId> channels() {
        return List.copyOf(agreements.keySet());
    }

    Stream<ChannelId> channelsOf(PartyCode party) {
        return agreements.entrySet().stream()
                .filter(entry -> entry.getValue().member(party).isPresent())
                .map(Map.Entry::getKey);
    }

    /// All documents for a party so far, in the order in which they can be admitted.
    List<Jws> papersFor(PartyCode party) {
        return published.stream()
                .filter(paper -> paper.readers().contains(party))
                .map(Paper::signed)
                .toList();
    }
}
