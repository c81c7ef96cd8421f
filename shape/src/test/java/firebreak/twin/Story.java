package firebreak.twin;

import static firebreak.twin.Made.NOON;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.record.LeafType;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.twin.Made.Log;
import firebreak.twin.Made.Someone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One export with something of everything: two versions of charter, manifest and agreement, all types of statement, a
/// joint note, a form with every kind of field, and a record that continues another. AA exports what AA and BB have
/// said, and what EE says, a member by the third agreement. CC is a witness by the second agreement, CC and DD are by
/// the
/// third; each signs checkpoints with the time, and as mailboxes deposit receipts.
final class Story {
    private static final Random DRAWN = new Random(11);
    static final Someone A = Someone.draw("AA", DRAWN);
    static final Someone B = Someone.draw("BB", DRAWN);
    static final Someone C = Someone.draw("CC", DRAWN);
    private static final SecretPair SECOND_ROOT = SecretPair.generate(DRAWN);
    private static final String CHARTER = "charter";
    private static final Origin OF_A = Origin.random(DRAWN);
    private static final Origin OF_B = Origin.random(DRAWN);
    private static final Origin LATER_OF_B = Origin.random(DRAWN);
    static final Someone D = Someone.draw("DD", DRAWN);
    static final Someone E = Someone.draw("EE", DRAWN);
    private static final Origin OF_E = Origin.random(DRAWN);
    static final Someone LATER_C = C.with(RecordSecret.generate(DRAWN));

    /// What the channel rests on: a charter; or none, as a back channel of parties to one charter, or to two.
    enum Kind {
        CHARTERED,
        BACK,
        BACK_OF_TWO_CHARTERS
    }

    final Made made;
    final Log a = new Log(A, OF_A, 0, "");
    final Log b = new Log(B, OF_B, 0, "mirror/BB/earlier/0/");
    final Log later = new Log(B, LATER_OF_B, 1, "mirror/BB/");
    final Log e = new Log(E, OF_E, 0, "mirror/EE/");
    private final Kind kind;
    private final int padding;

    @Nullable
    Hash first;

    private @Nullable Hash firstOfB;
    private @Nullable Hash charter;
    private @Nullable Hash secondCharter;
    private @Nullable Hash channel;
    private @Nullable Hash agreement;
    private @Nullable Hash manifestOfA;
    private @Nullable Hash manifestOfB;

    @Nullable
    Hash manifestOfC;

    @Nullable
    Hash manifestOfD;

    private @Nullable Hash manifestOfE;

    @Nullable
    Hash form;

    @Nullable
    Hash holding;

    @Nullable
    Hash decline;

    private Story(Made.Hand hand, Kind kind, int padding) {
        this.made = new Made(hand);
        this.kind = kind;
        this.padding = padding;
    }

    static Made tell(Made.Hand hand, Kind kind) {
        return tell(hand, kind, 0);
    }

    /// @param padding leaves without content at the end of AA's record
    static Made tell(Made.Hand hand, Kind kind, int padding) {
        Story story = new Story(hand, kind, padding);
        story.documents();
        story.records();
        return story.made;
    }

    /// What people compare of this line.
    static Hash fingerprint(Map<String, Bytes> files, Kind kind) {
        String first = kind == Kind.CHARTERED ? "charter/0001.json" : "agreement/0001.json";
        try {
            return Hash.of(Jws.parse(first, known(files.get(first))).payload());
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// How a revocation names the pair of a party's post or node.
    static String keys(String party, boolean post) {
        Made.Someone owner = party.equals("AA") ? A : B;
        return (post ? owner.post() : owner.node()).keys().hash().hex();
    }

    static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    // ---- documents

    private Json agreement(Json.Builder version, String label, List<Log> members, Json witnesses, Json mailboxes) {
        Json quotas = Json.object()
                .with("leavesPerMinute", 6_000)
                .with("flashPerDay", 24)
                .with("heldItems", 1_000)
                .build();
        List<Json> pins = List.of(
                Json.object().with("id", "decline").with("hash", known(decline)).build(),
                Json.object().with("id", "free-text").with("hash", known(form)).build(),
                Json.object()
                        .with("id", "holding-reply")
                        .with("hash", known(holding))
                        .build());
        return Json.object()
                .with("type", "channel")
                .with("mode", "exercise")
                .with("charter", kind == Kind.CHARTERED ? known(first) : null)
                .with("label", label)
                .with("version", version.build())
                .with("expires", NOON.plus(Duration.ofDays(30)))
                .with("algorithms", Drafts.ALGORITHMS)
                .with("members", Json.list(members, this::member))
                .with("forms", Json.list(pins, one -> one))
                .with("witnesses", witnesses)
                .with("mailboxes", mailboxes)
                .with("quotas", quotas)
                .with("frameSeconds", 300)
                .build();
    }

    private Json member(Log log) {
        return Json.object()
                .with("party", log.owner.code())
                .with("manifest", manifest(log))
                .with("origin", log.origin.text())
                .with("record", log.owner.record().keys().toJson())
                .with("posts", Json.strings(List.of(log.owner.postCode())))
                .build();
    }

    private Hash manifest(Log log) {
        return known(log == a ? manifestOfA : log == e ? manifestOfE : manifestOfB);
    }

    private void documents() {
        form = made.form("form", Drafts.form("free-text", true));
        holding = made.form("holding form", Drafts.form("holding-reply", false));
        decline = made.form("decline form", Drafts.form("decline", false));
        charters();
        manifestOfA =
                made.document("manifest/AA/0001.json", Drafts.manifest(A, Made.version(1), known(first)), A.root());
        manifestOfB =
                made.document("manifest/BB/0001.json", Drafts.manifest(B, Made.version(1), known(firstOfB)), B.root());
        manifestOfE =
                made.document("manifest/EE/0001.json", Drafts.manifest(E, Made.version(1), known(first)), E.root());
        manifestOfD =
                made.document("manifest/DD/0001.json", Drafts.manifest(D, Made.version(1), known(first)), D.root());
        manifestOfC =
                made.document("manifest/CC/0001.json", Drafts.manifest(C, Made.version(1), known(first)), C.root());
        made.document(
                "manifest/CC/0002.json",
                Drafts.manifest(LATER_C, Made.version(2, known(manifestOfC)), known(first)),
                C.root());
        agreement = made.document(
                "agreement/0001.json",
                agreement(Made.version(1), "TEST", List.of(a, b), Drafts.neutrals(0), Drafts.neutrals(0)),
                A.post(),
                B.post());
        channel = agreement;
    }

    /// The first versions are numbered by their hash.
    private void charters() {
        Jws one = made.sign(
                CHARTER,
                Drafts.charter("Test line", Made.version(1), B.root(), A, B, C, D, E),
                A.root(),
                B.root(),
                C.root(),
                D.root(),
                E.root());
        first = Hash.of(one.payload());
        firstOfB = first;
        List<Jws> both = List.of(one);
        if (kind == Kind.BACK_OF_TWO_CHARTERS) {
            Jws other = made.sign(
                    "other charter", Drafts.charter("Other", Made.version(1), B.root(), B, C), B.root(), C.root());
            firstOfB = Hash.of(other.payload());
            both = known(firstOfB).compareTo(known(first)) < 0 ? List.of(other, one) : List.of(one, other);
        }
        for (Jws document : both) {
            String name = document.equals(one) ? CHARTER : "other charter";
            made.files.put(charterPath(both.indexOf(document) + 1), made.sealed(name, document));
        }
        charter = first;
        secondCharter = made.document(
                charterPath(both.size() + 1),
                Drafts.charter("Test line", Made.version(2, known(first)), SECOND_ROOT, A, B, C, D, E),
                A.root(),
                B.root(),
                SECOND_ROOT,
                C.root(),
                D.root(),
                E.root());
    }

    private static String charterPath(int number) {
        return "charter/000" + number + ".json";
    }

    // ---- records

    private Json place() {
        return Json.object()
                .with("mode", "exercise")
                .with("charter", kind == Kind.CHARTERED ? known(charter) : null)
                .with("channel", known(channel))
                .with("agreement", known(agreement))
                .build();
    }

    Json author(Log log, boolean post) {
        return Json.object()
                .with("party", log.owner.code())
                .with("post", post ? log.owner.postCode() : null)
                .with("manifest", manifest(log))
                .with("origin", log.origin.text())
                .with("generation", log.generation)
                .build();
    }

    Json.Builder begin(String type) {
        return Json.object().with("type", type).with("at", NOON).with("place", place());
    }

    private void open(Log log) {
        Json opening = begin("opening")
                .with("author", author(log, false))
                .with("keys", log.owner.record().keys().toJson())
                .build();
        made.say(log, LeafType.OPENING, opening, log.owner.node());
    }

    private void adopt(Log log, Json.Builder adoption) {
        made.say(
                log,
                LeafType.ADOPTION,
                adoption.with("author", author(log, false)).build(),
                log.owner.node());
    }

    static Json view(Log... seen) {
        return Json.list(List.of(seen), log -> log.seen(log.leaves.size()));
    }

    void receipt(Log log, String kind, Log of, int index) {
        boolean byNode = kind.equals("delivered") || kind.equals("held");
        Json receipt = begin("receipt")
                .with("author", author(log, !byNode))
                .with("kind", kind)
                .with("of", of.leaf(index))
                .with("reason", kind.equals("held") ? "it could not be opened" : null)
                .with("view", view(of))
                .build();
        made.say(log, LeafType.RECEIPT, receipt, byNode ? log.owner.node() : log.owner.post());
    }

    private Json content(Log to, Json.@Nullable Builder answers) {
        Json fields = Json.object()
                .with("text", "twenty characters ok")
                .with("when", NOON)
                .with("which", "east")
                .with("many", 7)
                .with("sure", true)
                .with("where", Json.strings(List.of("here", "there")))
                .build();
        Json marking = Json.object()
                .with("handling", "CONFIDENTIAL")
                .with("releasableTo", Json.strings(List.of("CC")))
                .build();
        return Json.object()
                .with("form", "free-text")
                .with("formHash", known(form))
                .with("action", Json.strings(List.of(to.owner.postCode())))
                .with("information", Json.strings(List.of()))
                .with("outside", Json.strings(List.of("public")))
                .with("answers", answers == null ? null : answers.build())
                .with("refs", Json.list(List.of(to.leaf(0)), one -> one))
                .with("amends", answers == null ? null : amends(to))
                .with("precedence", "ROUTINE")
                .with("marking", marking)
                .with("language", "en")
                .with("fields", fields)
                .build();
    }

    private static Json amends(Log to) {
        return Json.object().with("act", "corrects").with("earlier", to.leaf(0)).build();
    }

    private void note(Log log, Log to, Json.@Nullable Builder answers) {
        Json note = begin("note")
                .with("authors", Json.list(List.of(author(log, true)), one -> one))
                .with("reference", "TEST/1")
                .with("content", content(to, answers))
                .with("drafted", view())
                .with("view", view(to))
                .build();
        made.say(log, LeafType.NOTE, note, log.owner.post());
    }

    private void joint(Log one, Log other) {
        Json note = begin("note")
                .with("authors", Json.list(List.of(author(a, true), author(b, true)), author -> author))
                .with("reference", "TEST/joint/1")
                .with("content", content(other, null))
                .with("drafted", view())
                .with("view", view(one, other))
                .build();
        made.say(one, LeafType.NOTE, note, one.owner.post(), other.owner.post());
    }

    private void records() {
        open(a);
        open(b);
        note(a, b, null);
        receipt(b, "delivered", a, 1);
        receipt(b, "read", a, 1);
        receipt(b, "acknowledged", a, 1);
        receipt(a, "held", b, 0);
        joint(a, b);
        versions();
        note(
                b,
                a,
                Json.object()
                        .with("origin", a.origin.text())
                        .with("index", 1)
                        .with("leaf", a.hashes().get(1)));
        joint(b, a);
        Json successor = begin("successor")
                .with("author", author(later, false))
                .with("keys", B.record().keys().toJson())
                .with("previous", b.origin.text())
                .with("size", 4)
                .with("root", Merkle.root(b.hashes().subList(0, 4)))
                .with("view", view(a))
                .build();
        made.say(later, LeafType.SUCCESSOR, successor, B.node());
        adopt(
                later,
                begin("adoption")
                        .with("kind", "old-record")
                        .with("origin", b.origin.text())
                        .with("size", b.leaves.size())
                        .with("root", Merkle.root(b.hashes())));
        note(later, a, null);
        receipt(a, "delivered", later, 2);
        new Asked(this).told(padding);
        revocation();
        receipt(later, "delivered", a, 1);
        Json.Builder scope = Json.object()
                .with("mode", "exercise")
                .with("charter", kind == Kind.CHARTERED ? known(first) : null)
                .with("channel", known(channel))
                .with("label", "TEST")
                .with("party", "AA");
        made.index(scope, made.close(a), made.close(later), made.close(b), made.close(e));
    }

    /// B says that its post's key was in wrong hands, and from where on: of the old record and of the new one.
    private void revocation() {
        Json key = Json.object()
                .with("use", "post")
                .with("hash", B.post().keys().hash())
                .build();
        Json revocation = Json.object()
                .with("type", "revocation")
                .with("mode", "exercise")
                .with("charter", known(firstOfB))
                .with("party", "BB")
                .with("version", Made.version(1).build())
                .with("since", NOON)
                .with("keys", Json.list(List.of(key), one -> one))
                .with("good", Json.list(List.of(good(b, 1), good(later, 2)), Json::of))
                .build();
        Hash revoked = made.document(
                "revocation/BB/0001.json", revocation, kind == Kind.BACK_OF_TWO_CHARTERS ? B.root() : SECOND_ROOT);
        adopt(later, revoking(revoked).with("origin", later.origin.text()).with("size", 2));
        adopt(later, revoking(revoked).with("origin", b.origin.text()).with("size", 1));
    }

    private Json.Builder revoking(Hash revocation) {
        return begin("adoption").with("kind", "revocation").with("hash", revocation);
    }

    /// As spec/revocation.md writes it.
    private static Hash good(Log log, int size) {
        byte[] number = {0, 0, 0, 0, 0, 0, 0, (byte) size};
        return Hash.of(Bytes.concat(
                Bytes.ofUtf8("firebreak/last-good/v1\0"), Bytes.ofUtf8(log.origin.text() + "\0"), Bytes.wrap(number)));
    }

    /// B's second manifest, A's and B's second agreement and the second charter come and are adopted.
    private void versions() {
        Hash second = made.document(
                "manifest/BB/0002.json",
                Drafts.manifest(B, Made.version(2, known(manifestOfB)), known(firstOfB)),
                kind == Kind.BACK_OF_TWO_CHARTERS ? B.root() : SECOND_ROOT);
        adopt(b, begin("adoption").with("kind", "manifest").with("hash", second));
        manifestOfB = second;
        Hash amended = made.document(
                "agreement/0002.json",
                agreement(
                        Made.version(2, known(channel)),
                        "TEST 2",
                        List.of(a, b),
                        Drafts.neutrals(1, "CC"),
                        Drafts.neutrals(1, "DD")),
                A.post(),
                B.post());
        adopt(a, begin("adoption").with("kind", "agreement").with("hash", amended));
        adopt(b, begin("adoption").with("kind", "agreement").with("hash", amended));
        agreement = amended;
        if (kind == Kind.CHARTERED) {
            adopt(a, begin("adoption").with("kind", "charter").with("hash", known(secondCharter)));
            adopt(b, begin("adoption").with("kind", "charter").with("hash", known(secondCharter)));
            charter = secondCharter;
        }
    }

    /// EE comes in.
    void third() {
        Hash third = made.document(
                "agreement/0003.json",
                agreement(
                        Made.version(3, known(agreement)),
                        "TEST 3",
                        List.of(a, b, e),
                        Drafts.neutrals(2, "CC", "DD"),
                        Drafts.neutrals(2, "CC", "DD")),
                A.post(),
                B.post(),
                E.post());
        adopt(a, begin("adoption").with("kind", "agreement").with("hash", third));
        adopt(later, begin("adoption").with("kind", "agreement").with("hash", third));
        agreement = third;
        open(e);
    }
}
