package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The charter documents a node or a verifier holds and has checked, by hash: what is in here is signed by
/// those it binds and stands in an unbroken chain. Immutable; a document enters by [#admit] or, for the
/// first version of a charter, by [#found], because only a person can compare its fingerprint.
public final class Registry {
    public static final Registry EMPTY = new Registry(new TreeMap<>());

    private final Map<Hash, Entry> entries;
    private final boolean timed;

    /// A document with the signatures it came with.
    public record Entry(Document document, Jws jws) {}

    /// One of the four kinds of charter document.
    public sealed interface Document {
        Version version();

        Mode mode();

        Hash hash();
    }

    public record CharterDocument(Charter charter, Hash hash) implements Document {
        @Override
        public Version version() {
            return charter.version();
        }

        @Override
        public Mode mode() {
            return charter.mode();
        }
    }

    public record ManifestDocument(Manifest manifest, Hash hash) implements Document {
        @Override
        public Version version() {
            return manifest.version();
        }

        @Override
        public Mode mode() {
            return manifest.mode();
        }
    }

    public record AgreementDocument(Agreement agreement, Hash hash) implements Document {
        @Override
        public Version version() {
            return agreement.version();
        }

        @Override
        public Mode mode() {
            return agreement.mode();
        }
    }

    public record RevocationDocument(Revocation revocation, Hash hash) implements Document {
        @Override
        public Version version() {
            return revocation.version();
        }

        @Override
        public Mode mode() {
            return revocation.mode();
        }
    }

    private Registry(Map<Hash, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
        this.timed = entries.values().stream().map(Entry::document).anyMatch(Registry::isTimed);
    }

    private static boolean isTimed(Document document) {
        return switch (document) {
            case ManifestDocument(Manifest manifest, Hash _) ->
                manifest.version().number() > 1;
            case RevocationDocument _ -> true;
            case CharterDocument _, AgreementDocument _ -> false;
        };
    }

    /// Whether anything here may have to be adopted later than it came: a manifest that takes effect later, if only by
    /// a clock that is behind, or a revocation that waits for one.
    public boolean isTimed() {
        return timed;
    }

    /// A store's documents, in any order; each is checked again on the way.
    ///
    /// @throws FormatException when one of them cannot be admitted
    public static Registry of(String place, Collection<Jws> documents) throws FormatException {
        List<Entry> read = new ArrayList<>();
        for (Jws jws : documents) {
            read.add(new Entry(read(place, jws), jws));
        }
        Registry registry = EMPTY;
        for (Entry entry : inOrder(read)) {
            if (!(registry.admitChecked(entry.document(), entry.jws())
                    instanceof Admission.Admitted(Registry more, Hash _))) {
                throw new FormatException(place, "expected every stored document to be admissible again");
            }
            registry = more;
        }
        return registry;
    }

    /// Takes the first version of a charter whose fingerprint a person has compared.
    public Admission found(Jws jws, Hash fingerprint) {
        if (Hash.of(jws.payload()).equals(fingerprint) && charters().contains(fingerprint)) {
            return new Admission.Known(fingerprint);
        }
        return switch (parse(jws)) {
            case Parsed.Bad(String reason) -> new Admission.Refused(reason);
            case Parsed.Good(CharterDocument document)
            when document.version().number() == 1 ->
                document.hash().equals(fingerprint)
                        ? admitChecked(document, jws)
                        : new Admission.Refused("the charter's fingerprint differs from the one you compared");
            case Parsed.Good _ -> new Admission.Refused("only the first version of a charter can be founded");
        };
    }

    /// Takes any further document: a later charter version, a manifest, a channel agreement.
    public Admission admit(Jws jws) {
        Hash hash = Hash.of(jws.payload());
        if (entries.containsKey(hash)) {
            return new Admission.Known(hash);
        }
        return switch (parse(jws)) {
            case Parsed.Bad(String reason) -> new Admission.Refused(reason);
            case Parsed.Good(CharterDocument document)
            when document.version().number() == 1 ->
                new Admission.Refused("an unknown charter is joined by comparing its fingerprint, not by receiving it");
            case Parsed.Good(Document document) -> admitChecked(document, jws);
        };
    }

    private Admission admitChecked(Document document, Jws jws) {
        Optional<String> fault = new DocumentCheck(this).fault(document, jws);
        if (fault.isPresent()) {
            return new Admission.Refused(fault.get());
        }
        Optional<Hash> rival = rivalOf(document);
        if (rival.isPresent()) {
            return new Admission.Conflicting(rival.get(), document.hash());
        }
        Map<Hash, Entry> more = new TreeMap<>(entries);
        more.put(document.hash(), new Entry(document, jws));
        return new Admission.Admitted(new Registry(more), document.hash());
    }

    /// A known document that follows the same parent, or is another first manifest of the same party.
    private Optional<Hash> rivalOf(Document document) {
        return entries.values().stream()
                .map(Entry::document)
                .filter(other -> chainOf(other).equals(chainOf(document)))
                .filter(other -> other.version().number() == document.version().number())
                .map(Document::hash)
                .findFirst();
    }

    /// What a document's versions have in common: the first charter, (charter, party), or the first agreement.
    private String chainOf(Document document) {
        return switch (document) {
            case CharterDocument(Charter charter, Hash hash) -> "charter " + genesis(charter.version(), hash);
            case ManifestDocument(Manifest manifest, Hash _) ->
                "manifest " + manifest.charter() + " " + manifest.party();
            case AgreementDocument(Agreement agreement, Hash hash) -> "channel " + genesis(agreement.version(), hash);
            case RevocationDocument(Revocation revocation, Hash _) ->
                "revocation " + revocation.charter() + " " + revocation.party();
        };
    }

    private Hash genesis(Version version, Hash hash) {
        return version.parent()
                .flatMap(parent -> Optional.ofNullable(entries.get(parent)))
                .map(parent ->
                        genesis(parent.document().version(), parent.document().hash()))
                .orElse(hash);
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    /// All documents so that each comes after those it builds on: ready to be admitted one by one elsewhere.
    public List<Entry> inOrder() {
        return inOrder(entries.values());
    }

    private static List<Entry> inOrder(Collection<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.<Entry>comparingInt(entry -> rank(entry.document()))
                        .thenComparingInt(entry -> entry.document().version().number())
                        .thenComparing(entry -> entry.document().hash()))
                .toList();
    }

    private static int rank(Document document) {
        return switch (document) {
            case CharterDocument _ -> 0;
            case ManifestDocument _ -> 1;
            case RevocationDocument _ -> 2;
            case AgreementDocument _ -> 3;
        };
    }

    public Optional<Entry> entry(Hash hash) {
        return Optional.ofNullable(entries.get(hash));
    }

    public Optional<Charter> charter(Hash hash) {
        return entry(hash)
                .map(Entry::document)
                .flatMap(d -> d instanceof CharterDocument c ? Optional.of(c.charter()) : Optional.empty());
    }

    public Optional<Manifest> manifest(Hash hash) {
        return entry(hash)
                .map(Entry::document)
                .flatMap(d -> d instanceof ManifestDocument m ? Optional.of(m.manifest()) : Optional.empty());
    }

    public Optional<Agreement> agreement(Hash hash) {
        return entry(hash)
                .map(Entry::document)
                .flatMap(d -> d instanceof AgreementDocument a ? Optional.of(a.agreement()) : Optional.empty());
    }

    public Optional<Revocation> revocation(Hash hash) {
        return entry(hash)
                .map(Entry::document)
                .flatMap(d -> d instanceof RevocationDocument r ? Optional.of(r.revocation()) : Optional.empty());
    }

    /// All known revocations of a party under a charter, in the order of their numbers.
    public List<RevocationDocument> revocations(Hash firstCharter, PartyCode party) {
        return entries.values().stream()
                .map(Entry::document)
                .filter(RevocationDocument.class::isInstance)
                .map(RevocationDocument.class::cast)
                .filter(document -> document.revocation().charter().equals(firstCharter)
                        && document.revocation().party().equals(party))
                .sorted(Comparator.comparingInt(document -> document.version().number()))
                .toList();
    }

    /// Whether any known revocation of the party names this key.
    public boolean isRevoked(Hash firstCharter, PartyCode party, RevokedKey key) {
        return revocations(firstCharter, party).stream()
                .anyMatch(document -> document.revocation().keys().contains(key));
    }

    /// The first version of the charter that this version belongs to.
    public Optional<Hash> firstCharter(Hash charterVersion) {
        return charter(charterVersion).map(charter -> genesis(charter.version(), charterVersion));
    }

    /// The channel that this agreement version belongs to.
    public Optional<ChannelId> channel(Hash agreementVersion) {
        return agreement(agreementVersion)
                .map(agreement -> new ChannelId(genesis(agreement.version(), agreementVersion)));
    }

    /// The newest known version of a charter.
    public Optional<CharterDocument> latestCharter(Hash firstCharter) {
        return charterDocuments(firstCharter)
                .max(Comparator.comparingInt(document -> document.version().number()));
    }

    /// All known versions of a charter, the first first.
    List<Charter> charterVersions(Hash firstCharter) {
        return charterDocuments(firstCharter)
                .map(CharterDocument::charter)
                .sorted(Comparator.comparingInt(charter -> charter.version().number()))
                .toList();
    }

    private Stream<CharterDocument> charterDocuments(Hash firstCharter) {
        return entries.values().stream()
                .map(Entry::document)
                .filter(CharterDocument.class::isInstance)
                .map(CharterDocument.class::cast)
                .filter(document -> genesis(document.version(), document.hash()).equals(firstCharter));
    }

    /// The newest known manifest of a party under a charter.
    public Optional<ManifestDocument> latestManifest(Hash firstCharter, PartyCode party) {
        return manifestDocuments(firstCharter, party)
                .max(Comparator.comparingInt(document -> document.version().number()));
    }

    /// The manifest by which a party acts at an instant: the newest that is in effect, or the first where none is yet.
    public Optional<ManifestDocument> manifestAt(Hash firstCharter, PartyCode party, Instant now) {
        return manifestDocuments(firstCharter, party)
                .filter(document -> document.version().number() == 1
                        || !document.version().effective().isAfter(now))
                .max(Comparator.comparingInt(document -> document.version().number()));
    }

    /// The manifests of a party whose node may be met at an instant, the likeliest first: the one in effect, those
    /// that take effect later, and for [Manifest#OVERLAP] the one before, so that nobody is shut out by a clock.
    /// None whose TLS key is revoked.
    public List<Manifest> manifestsInUse(Hash firstCharter, PartyCode party, Instant now) {
        Optional<Manifest> current = manifestAt(firstCharter, party, now).map(ManifestDocument::manifest);
        if (current.isEmpty()) {
            return List.of();
        }
        int number = current.get().version().number();
        boolean overlaps = now.isBefore(current.get().version().effective().plus(Manifest.OVERLAP));
        List<Manifest> inUse = new ArrayList<>(List.of(current.get()));
        manifests(firstCharter, party)
                .filter(other -> other.version().number() > number
                        || (overlaps && other.version().number() == number - 1))
                .sorted(Comparator.comparingInt(other -> -other.version().number()))
                .forEach(inUse::add);
        inUse.removeIf(manifest -> isRevoked(firstCharter, party, RevokedKey.ofTls(manifest.node())));
        return inUse;
    }

    /// All known manifests of a party under a charter, in no particular order.
    public Stream<Manifest> manifests(Hash firstCharter, PartyCode party) {
        return manifestDocuments(firstCharter, party).map(ManifestDocument::manifest);
    }

    private Stream<ManifestDocument> manifestDocuments(Hash firstCharter, PartyCode party) {
        return entries.values().stream()
                .map(Entry::document)
                .filter(ManifestDocument.class::isInstance)
                .map(ManifestDocument.class::cast)
                .filter(document -> document.manifest().charter().equals(firstCharter)
                        && document.manifest().party().equals(party));
    }

    /// The newest manifest in the chain of a given one.
    public Optional<ManifestDocument> latestAfter(Hash manifest) {
        return manifest(manifest).flatMap(known -> latestManifest(known.charter(), known.party()));
    }

    /// The newest known version of a channel's agreement.
    public Optional<AgreementDocument> latestAgreement(ChannelId channel) {
        return entries.values().stream()
                .map(Entry::document)
                .filter(AgreementDocument.class::isInstance)
                .map(AgreementDocument.class::cast)
                .filter(document -> genesis(document.version(), document.hash()).equals(channel.hash()))
                .max(Comparator.comparingInt(document -> document.version().number()));
    }

    /// The first versions of all charters.
    public List<Hash> charters() {
        return entries.values().stream()
                .map(Entry::document)
                .filter(document -> document instanceof CharterDocument
                        && document.version().number() == 1)
                .map(Document::hash)
                .toList();
    }

    private sealed interface Parsed {
        record Good(Document document) implements Parsed {}

        record Bad(String reason) implements Parsed {}
    }

    private static Parsed parse(Jws jws) {
        try {
            return new Parsed.Good(read("document", jws));
        } catch (FormatException malformed) {
            return new Parsed.Bad(malformed.reason());
        }
    }

    /// The document inside a signed object: its form alone, without a look at who signed.
    public static Document read(String place, Jws jws) throws FormatException {
        return read(place, jws.payload());
    }

    /// The same of the bytes that are to be signed, for example a draft that nobody has signed yet.
    public static Document read(String place, Bytes payload) throws FormatException {
        Json json = Canonical.read(place, payload, Limits.DOCUMENT_BYTES);
        String type = json instanceof Json.Obj(Map<String, Json> members)
                        && members.get("type") instanceof Json.Str(String text)
                ? text
                : "";
        Hash hash = Hash.of(payload);
        return switch (type) {
            case Charter.TYPE -> new CharterDocument(Charter.parse(place, payload), hash);
            case Manifest.TYPE -> new ManifestDocument(Manifest.parse(place, payload), hash);
            case Agreement.TYPE -> new AgreementDocument(Agreement.parse(place, payload), hash);
            case Revocation.TYPE -> new RevocationDocument(Revocation.parse(place, payload), hash);
            default ->
                throw new FormatException(place, "expected a charter, a manifest, a channel agreement or a revocation");
        };
    }
}
