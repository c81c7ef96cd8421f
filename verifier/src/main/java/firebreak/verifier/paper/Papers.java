package firebreak.verifier.paper;

import firebreak.verifier.sign.Algorithms;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documents admitted so far, by the hash of their payload. Each was checked against those before it.
public final class Papers {
    private final SortedMap<Hash, Admitted> byHash = new TreeMap<>();

    /// @param first the hash of the first version; of a manifest or revocation, of its charter
    record Admitted(Hash hash, Hash first, Document document, SignedObject signed) {
        int number() {
            return document.version().number();
        }

        /// What all versions have in common.
        String chain() {
            return switch (document) {
                case Charter _ -> "charter " + first;
                case Manifest manifest -> "manifest " + first + " " + manifest.party();
                case Revocation revocation -> "revocation " + first + " " + revocation.party();
                case Agreement _ -> "channel " + first;
            };
        }
    }

    /// Takes a document that may be taken.
    ///
    /// @return why it may not, or nothing
    public Optional<String> admit(SignedObject signed) {
        Hash hash = Hash.of(signed.payload());
        if (byHash.containsKey(hash)) {
            return Optional.of("is another copy of a document that is there already");
        }
        Document document;
        try {
            document = Document.read("document", signed);
        } catch (Malformed malformed) {
            return Optional.of(malformed.reason());
        }
        Optional<String> objection = new AdmissionRules(this).objection(document, signed);
        if (objection.isPresent()) {
            return objection;
        }
        Admitted admitted = new Admitted(hash, first(document, hash), document, signed);
        boolean contradicts = byHash.values().stream()
                .anyMatch(other -> other.chain().equals(admitted.chain()) && other.number() == admitted.number());
        if (contradicts) {
            return Optional.of("contradicts another version that follows the same parent");
        }
        byHash.put(hash, admitted);
        return Optional.empty();
    }

    private Hash first(Document document, Hash hash) {
        return switch (document) {
            case Manifest manifest -> manifest.charter();
            case Revocation revocation -> revocation.charter();
            case Charter _, Agreement _ ->
                document.version()
                        .parent()
                        .flatMap(this::known)
                        .map(Admitted::first)
                        .orElse(hash);
        };
    }

    public boolean isEmpty() {
        return byHash.isEmpty();
    }

    private Optional<Admitted> known(Hash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    private <T extends Document> Optional<T> find(Hash hash, Class<T> kind) {
        return known(hash).map(Admitted::document).filter(kind::isInstance).map(kind::cast);
    }

    Optional<Charter> charter(Hash hash) {
        return find(hash, Charter.class);
    }

    public Optional<Manifest> manifest(Hash hash) {
        return find(hash, Manifest.class);
    }

    public Optional<Agreement> agreement(Hash hash) {
        return find(hash, Agreement.class);
    }

    public boolean hasRevocations() {
        return byHash.values().stream().anyMatch(paper -> paper.document instanceof Revocation);
    }

    public Optional<Revocation> revocation(Hash hash) {
        return find(hash, Revocation.class);
    }

    SignedObject signed(Hash hash) {
        return known(hash).orElseThrow().signed;
    }

    /// The first version of the charter that a version belongs to.
    public Optional<Hash> charterOf(Hash version) {
        return known(version).filter(paper -> paper.document instanceof Charter).map(Admitted::first);
    }

    /// The first version of the agreement that a version belongs to: the channel.
    public Optional<Hash> channelOf(Hash version) {
        return known(version)
                .filter(paper -> paper.document instanceof Agreement)
                .map(Admitted::first);
    }

    private <T extends Document> Stream<T> all(Class<T> kind, String chain) {
        return inOrder()
                .filter(paper -> paper.chain().equals(chain))
                .map(Admitted::document)
                .map(kind::cast);
    }

    /// All versions of a charter, by its first, in ascending order.
    List<Charter> charters(Hash first) {
        return all(Charter.class, "charter " + first).toList();
    }

    /// The algorithms of the first version of a charter that is here.
    public Algorithms algorithms(Hash first) {
        return charters(first).getFirst().algorithms();
    }

    /// All manifests of a party under a charter, in ascending order.
    List<Manifest> manifests(Hash charter, String party) {
        return all(Manifest.class, "manifest " + charter + " " + party).toList();
    }

    /// All versions of a channel's agreement, in ascending order.
    public List<Agreement> agreements(Hash channel) {
        return all(Agreement.class, "channel " + channel).toList();
    }

    /// The channel, of another agreement, in which a record stands already.
    boolean isElsewhere(Origin origin, Optional<Hash> channel) {
        return byHash.values().stream()
                .filter(paper -> paper.document instanceof Agreement agreement
                        && agreement.members().stream()
                                .anyMatch(member -> member.origin().equals(origin)))
                .anyMatch(paper -> !channelOf(paper.hash).equals(channel));
    }

    Stream<Admitted> inOrder() {
        return byHash.values().stream().sorted(Comparator.comparingInt(Admitted::number));
    }

    /// The first versions of the charters that a channel's members belong to: one, or for a back channel perhaps more.
    public Set<Hash> charters(List<Agreement> agreements) {
        return agreements.stream()
                .flatMap(agreement -> agreement.members().stream())
                .map(member -> manifest(member.manifest()).orElseThrow().charter())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The record keys of a party in all its manifests under these charters.
    public List<RecordKeys> recordKeys(Set<Hash> charters, String party) {
        return charters.stream()
                .flatMap(charter -> manifests(charter, party).stream())
                .map(manifest -> manifest.node().record())
                .distinct()
                .toList();
    }
}
