package firebreak.charter;

import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.SignatureCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules for one charter document against the documents already known (DESIGN 5, 'Who signs what').
/// Each method returns the first fault in words, or nothing.
final class DocumentCheck {
    private final Registry known;

    DocumentCheck(Registry known) {
        this.known = known;
    }

    Optional<String> fault(Registry.Document document, Jws jws) {
        return switch (document) {
            case Registry.CharterDocument(Charter charter, Hash _) -> charterFault(charter, jws);
            case Registry.ManifestDocument(Manifest manifest, Hash _) -> manifestFault(manifest, jws);
            case Registry.AgreementDocument(Agreement agreement, Hash _) -> agreementFault(agreement, jws);
            case Registry.RevocationDocument(Revocation revocation, Hash _) -> revocationFault(revocation, jws);
        };
    }

    private Optional<String> charterFault(Charter charter, Jws jws) {
        Optional<Charter> parent = charter.version().parent().flatMap(known::charter);
        if (charter.version().parent().isPresent()) {
            if (parent.isEmpty()) {
                return Optional.of("the charter version before this one is not known here");
            }
            if (!follows(charter.version(), parent.get().version())) {
                return Optional.of("the charter's version number does not follow its parent's");
            }
            if (charter.mode() != parent.get().mode()) {
                return Optional.of("a charter never changes between live and exercise");
            }
        }
        AlgorithmSet algorithms = parent.map(Charter::algorithms).orElse(charter.algorithms());
        Stream<Party> bound =
                Stream.concat(parent.stream().flatMap(p -> p.parties().stream()), charter.parties().stream());
        return first(bound.distinct().map(party -> rootFault(party, jws, algorithms)));
    }

    /// The roots of any version of the charter may sign, but never those of a version before the one the manifest's
    /// parent was signed under. So a document once good stays good when the charter changes, in whatever order
    /// documents come; and a replaced root has no say after the first manifest of its successor.
    private Optional<String> manifestFault(Manifest manifest, Jws jws) {
        List<Charter> versions = known.charterVersions(manifest.charter());
        if (versions.isEmpty()) {
            return Optional.of("the manifest names a charter that is not known here");
        }
        if (versions.getFirst().mode() != manifest.mode()) {
            return Optional.of("the manifest and its charter differ in live or exercise");
        }
        if (versions.stream()
                .allMatch(charter -> charter.party(manifest.party()).isEmpty())) {
            return Optional.of(manifest.party() + " is not a party to the charter");
        }
        int from = 1;
        Optional<Hash> before = manifest.version().parent();
        if (before.isPresent()) {
            Optional<Manifest> parent = known.manifest(before.get());
            if (parent.isEmpty()) {
                return Optional.of("the manifest before this one is not known here");
            }
            if (!follows(manifest.version(), parent.get().version())
                    || !parent.get().party().equals(manifest.party())
                    || !parent.get().charter().equals(manifest.charter())) {
                return Optional.of("the manifest does not follow the one it names as parent");
            }
            from = signedUnder(parent.get().charter(), parent.get().party(), jwsOf(before.get()));
        }
        return ownRootFault(manifest.charter(), manifest.party(), jws, from);
    }

    private Jws jwsOf(Hash document) {
        return known.entry(document).orElseThrow().jws();
    }

    /// The number of the first charter version whose root of the party signed a known document.
    private int signedUnder(Hash firstCharter, PartyCode party, Jws jws) {
        return known.charterVersions(firstCharter).stream()
                .filter(charter -> rootFault(charter, party, jws).isEmpty())
                .mapToInt(charter -> charter.version().number())
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> ownRootFault(Hash firstCharter, PartyCode party, Jws jws, int from) {
        List<Optional<String>> faults = known.charterVersions(firstCharter).stream()
                .filter(charter -> charter.version().number() >= from)
                .map(charter -> rootFault(charter, party, jws))
                .toList();
        return faults.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : faults.getLast();
    }

    /// As with manifests; and what is revoked must be the party's own, as a known manifest says.
    private Optional<String> revocationFault(Revocation revocation, Jws jws) {
        List<Charter> versions = known.charterVersions(revocation.charter());
        if (versions.isEmpty() || versions.getFirst().mode() != revocation.mode()) {
            return Optional.of("the revocation names a charter that is not known here, or of the other mode");
        }
        int from = 1;
        Optional<Hash> before = revocation.version().parent();
        if (before.isPresent()) {
            Optional<Revocation> parent = known.revocation(before.get());
            if (parent.filter(earlier -> follows(revocation.version(), earlier.version())
                            && earlier.party().equals(revocation.party())
                            && earlier.charter().equals(revocation.charter()))
                    .isEmpty()) {
                return Optional.of("the revocation does not follow the one it names as parent, or that is not known");
            }
            from = signedUnder(revocation.charter(), revocation.party(), jwsOf(before.get()));
        }
        boolean own = revocation.keys().stream()
                .allMatch(key -> known.manifests(revocation.charter(), revocation.party())
                        .anyMatch(key::isNamedBy));
        return own
                ? ownRootFault(revocation.charter(), revocation.party(), jws, from)
                : Optional.of(
                        "the revocation names a key that no manifest of " + revocation.party() + " known here names");
    }

    private static Optional<String> rootFault(Charter charter, PartyCode code, Jws jws) {
        return charter.party(code)
                .map(party -> rootFault(party, jws, charter.algorithms()))
                .orElse(Optional.of(code + " is no longer a party to the charter"));
    }

    private Optional<String> agreementFault(Agreement agreement, Jws jws) {
        return first(Stream.of(
                agreementChainFault(agreement),
                agreementCharterFault(agreement),
                first(agreement.members().stream().map(member -> memberFault(agreement, member))),
                originFault(agreement),
                neutralFault(agreement),
                agreementSignatureFault(agreement, jws)));
    }

    private Optional<String> agreementChainFault(Agreement agreement) {
        Optional<Hash> before = agreement.version().parent();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Optional<Agreement> parent = known.agreement(before.get());
        if (parent.isEmpty()) {
            return Optional.of("the agreement before this one is not known here");
        }
        boolean sameChannel = follows(agreement.version(), parent.get().version())
                && agreement.charter().equals(parent.get().charter())
                && agreement.mode() == parent.get().mode();
        return sameChannel ? Optional.empty() : Optional.of("the agreement does not follow the one it names as parent");
    }

    private Optional<String> agreementCharterFault(Agreement agreement) {
        if (agreement.charter().isEmpty()) {
            return Optional.empty();
        }
        List<Charter> versions = known.charterVersions(agreement.charter().get());
        if (versions.isEmpty()) {
            return Optional.of("the agreement names a charter that is not known here");
        }
        if (versions.getFirst().mode() != agreement.mode()) {
            return Optional.of("the agreement and its charter differ in live or exercise");
        }
        boolean includes =
                versions.stream().anyMatch(charter -> agreement.algorithms().includes(charter.algorithms()));
        return includes ? Optional.empty() : Optional.of("the agreement drops an algorithm that the charter demands");
    }

    /// A record belongs to one channel for ever: else a member could be made to sign two histories under one origin.
    private Optional<String> originFault(Agreement agreement) {
        Optional<Agreement> parent = agreement.version().parent().flatMap(known::agreement);
        Optional<Hash> channel =
                agreement.version().parent().flatMap(known::channel).map(ChannelId::hash);
        return first(agreement.members().stream().map(member -> {
            Optional<Member> before = parent.flatMap(p -> p.member(member.party()));
            if (before.isPresent() && !before.get().origin().equals(member.origin())) {
                return Optional.of(member.party() + " keeps its record: the agreement names another origin");
            }
            return inAnotherChannel(member, channel)
                    ? Optional.of("the origin of " + member.party() + " belongs to another channel")
                    : Optional.empty();
        }));
    }

    private boolean inAnotherChannel(Member member, Optional<Hash> channel) {
        return known.entries().stream()
                .map(Registry.Entry::document)
                .filter(Registry.AgreementDocument.class::isInstance)
                .map(Registry.AgreementDocument.class::cast)
                .filter(other -> other.agreement().memberWith(member.origin()).isPresent())
                .anyMatch(other ->
                        !known.channel(other.hash()).map(ChannelId::hash).equals(channel));
    }

    /// A neutral is a party to the channel's charter, or for a back channel to the charter of a member, and no member.
    private Optional<String> neutralFault(Agreement agreement) {
        List<Charter> charters = Stream.concat(
                        agreement.charter().stream(),
                        agreement.members().stream()
                                .flatMap(member -> known.manifest(member.manifest()).stream())
                                .map(Manifest::charter))
                .distinct()
                .flatMap(first -> known.charterVersions(first).stream())
                .toList();
        return first(Stream.concat(agreement.witnesses().parties().stream(), agreement.mailboxes().parties().stream())
                .map(neutral -> {
                    if (agreement.member(neutral).isPresent()) {
                        return Optional.of("the neutral " + neutral + " is a member of the channel");
                    }
                    return charters.stream()
                                    .anyMatch(charter -> charter.party(neutral).isPresent())
                            ? Optional.empty()
                            : Optional.of("the neutral " + neutral + " is not a party to the charter");
                }));
    }

    private Optional<String> memberFault(Agreement agreement, Member member) {
        Optional<Manifest> manifest = known.manifest(member.manifest());
        if (manifest.isEmpty()) {
            return Optional.of("the manifest of " + member.party() + " is not known here");
        }
        Manifest stated = manifest.get();
        if (!stated.party().equals(member.party()) || stated.mode() != agreement.mode()) {
            return Optional.of("the manifest named for " + member.party() + " is not its manifest");
        }
        if (agreement.charter().isPresent() && !agreement.charter().get().equals(stated.charter())) {
            return Optional.of("the manifest of " + member.party() + " belongs to another charter");
        }
        if (!stated.node().record().equals(member.record())) {
            return Optional.of("the checkpoint keys of " + member.party() + " differ from its manifest's");
        }
        return first(member.posts().stream()
                .map(post -> stated.post(post).isPresent()
                        ? Optional.empty()
                        : Optional.of("the post " + post + " is not in the manifest of " + member.party())));
    }

    /// One post of every member, those of the version before included, each with a key of its manifest chain.
    private Optional<String> agreementSignatureFault(Agreement agreement, Jws jws) {
        Optional<Agreement> parent = agreement.version().parent().flatMap(known::agreement);
        Stream<Member> bound =
                Stream.concat(parent.stream().flatMap(p -> p.members().stream()), agreement.members().stream());
        AlgorithmSet algorithms = parent.map(Agreement::algorithms).orElse(agreement.algorithms());
        return first(bound.map(member -> {
            boolean signed = keysOf(member).stream().anyMatch(keys -> signed(jws, keys, algorithms));
            return signed
                    ? Optional.empty()
                    : Optional.of("no post of " + member.party() + " has signed with both keys");
        }));
    }

    /// The keys of the member's posts in the manifest it is bound by or a later one; never those of an earlier.
    private List<PublicPair> keysOf(Member member) {
        return known.manifest(member.manifest()).stream()
                .flatMap(stated -> known.manifests(stated.charter(), stated.party())
                        .filter(other ->
                                other.version().number() >= stated.version().number()))
                .flatMap(manifest -> manifest.posts().stream())
                .filter(post -> member.posts().contains(post.code()))
                .map(PostEntry::signing)
                .distinct()
                .toList();
    }

    private static Optional<String> rootFault(Party party, Jws jws, AlgorithmSet algorithms) {
        long signed = party.roots().stream()
                .filter(root -> signed(jws, root.keys(), algorithms))
                .count();
        return signed >= party.threshold()
                ? Optional.empty()
                : Optional.of("signed by " + signed + " root holders of " + party.code() + ", needed are "
                        + party.threshold());
    }

    private static boolean signed(Jws jws, PublicPair keys, AlgorithmSet algorithms) {
        return SignatureCheck.check(jws, keys, algorithms) instanceof SignatureCheck.Valid;
    }

    private static boolean follows(Version later, Version earlier) {
        return later.number() == earlier.number() + 1;
    }

    private static Optional<String> first(Stream<Optional<String>> faults) {
        return faults.flatMap(Optional::stream).findFirst();
    }
}
