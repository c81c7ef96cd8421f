package firebreak.verifier.paper;

import firebreak.verifier.sign.Algorithms;
import firebreak.verifier.sign.KeyPair;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Hash;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of spec/charter.md, manifest.md and channel.md for one document against those admitted before it.
final class AdmissionRules {
    private final Papers known;

    AdmissionRules(Papers known) {
        this.known = known;
    }

    Optional<String> objection(Document document, SignedObject signed) {
        return switch (document) {
            case Charter charter -> charter(charter, signed);
            case Manifest manifest -> manifest(manifest, signed);
            case Revocation revocation -> revocation(revocation, signed);
            case Agreement agreement -> agreement(agreement, signed);
        };
    }

    private Optional<String> charter(Charter charter, SignedObject signed) {
        Optional<Charter> parent = charter.version().parent().flatMap(known::charter);
        if (charter.version().parent().isPresent()
                && parent.filter(before -> charter.version().follows(before.version())
                                && charter.mode().equals(before.mode()))
                        .isEmpty()) {
            return Optional.of("does not follow the charter version it names as parent");
        }
        Algorithms algorithms = parent.map(Charter::algorithms).orElse(charter.algorithms());
        return Stream.concat(parent.stream(), Stream.of(charter))
                .flatMap(version -> version.parties().stream())
                .distinct()
                .filter(party -> !party.signed(signed, algorithms))
                .findFirst()
                .map(party -> "is not signed by " + party.threshold() + " root holders of " + party.code());
    }

    private Optional<String> manifest(Manifest manifest, SignedObject signed) {
        List<Charter> versions = known.charters(manifest.charter());
        if (versions.isEmpty()
                || !versions.getFirst().mode().equals(manifest.mode())
                || versions.stream()
                        .allMatch(charter -> charter.party(manifest.party()).isEmpty())) {
            return Optional.of("names a charter that is not here, is of another mode or has no such party");
        }
        int from = 1;
        if (manifest.version().parent().isPresent()) {
            Hash before = manifest.version().parent().get();
            Optional<Manifest> parent = known.manifest(before);
            if (parent.filter(earlier -> manifest.version().follows(earlier.version())
                            && earlier.party().equals(manifest.party())
                            && earlier.charter().equals(manifest.charter()))
                    .isEmpty()) {
                return Optional.of("does not follow the manifest it names as parent");
            }
            from = firstSigning(versions, manifest.party(), known.signed(before), 1)
                    .orElseThrow();
        }
        return firstSigning(versions, manifest.party(), signed, from).isPresent()
                ? Optional.empty()
                : Optional.of("is not signed by the root holders of " + manifest.party());
    }

    private Optional<String> revocation(Revocation revocation, SignedObject signed) {
        String party = revocation.party();
        List<Charter> versions = known.charters(revocation.charter());
        if (versions.isEmpty() || !versions.getFirst().mode().equals(revocation.mode())) {
            return Optional.of("names a charter that is not here or of another mode");
        }
        int from = 1;
        if (revocation.version().parent().isPresent()) {
            Hash before = revocation.version().parent().get();
            boolean follows = known.revocation(before)
                    .filter(earlier -> revocation.version().follows(earlier.version())
                            && earlier.party().equals(party)
                            && earlier.charter().equals(revocation.charter()))
                    .isPresent();
            if (!follows) {
                return Optional.of("does not follow the revocation it names as parent");
            }
            from = firstSigning(versions, party, known.signed(before), 1).orElseThrow();
        }
        List<Revocation.Key> own = known.manifests(revocation.charter(), party).stream()
                .flatMap(Manifest::revocable)
                .toList();
        if (!own.containsAll(revocation.keys())) {
            return Optional.of("names a key that no manifest of " + party + " here names");
        }
        return firstSigning(versions, party, signed, from).isPresent()
                ? Optional.empty()
                : Optional.of("is not signed by the root holders of " + party);
    }

    /// The number of the first charter version, from one on, whose root of the party has signed.
    private static Optional<Integer> firstSigning(List<Charter> versions, String party, SignedObject signed, int from) {
        return versions.stream()
                .filter(charter -> charter.version().number() >= from)
                .filter(charter -> charter.party(party)
                        .filter(root -> root.signed(signed, charter.algorithms()))
                        .isPresent())
                .map(charter -> charter.version().number())
                .findFirst();
    }

    private Optional<String> agreement(Agreement agreement, SignedObject signed) {
        Optional<Agreement> parent = agreement.version().parent().flatMap(known::agreement);
        if (agreement.version().parent().isPresent()
                && parent.filter(before -> agreement.version().follows(before.version())
                                && agreement.charter().equals(before.charter())
                                && agreement.mode().equals(before.mode()))
                        .isEmpty()) {
            return Optional.of("does not follow the agreement it names as parent");
        }
        return charterOf(agreement)
                .or(() -> agreement.members().stream()
                        .flatMap(member -> member(agreement, parent, member).stream())
                        .findFirst())
                .or(() -> neutrals(agreement))
                .or(() -> signatures(agreement, parent, signed));
    }

    private Optional<String> charterOf(Agreement agreement) {
        List<Charter> versions = agreement.charter().map(known::charters).orElse(List.of());
        boolean fits = agreement.charter().isEmpty()
                || (!versions.isEmpty()
                        && versions.getFirst().mode().equals(agreement.mode())
                        && versions.stream()
                                .anyMatch(charter -> agreement
                                        .algorithms()
                                        .names()
                                        .containsAll(charter.algorithms().names())));
        return demand(fits, "names a charter that is not here, is of another mode or demands more algorithms");
    }

    private Optional<String> member(Agreement agreement, Optional<Agreement> parent, Agreement.Member member) {
        String party = member.party();
        Optional<Manifest> named = known.manifest(member.manifest());
        boolean its = named.filter(manifest -> manifest.party().equals(party)
                        && manifest.mode().equals(agreement.mode())
                        && agreement.charter().orElse(manifest.charter()).equals(manifest.charter())
                        && manifest.node().record().equals(member.record())
                        && member.posts().stream()
                                .allMatch(post -> manifest.post(post).isPresent()))
                .isPresent();
        boolean keeps = parent.flatMap(before -> before.member(party))
                .map(before -> before.origin().equals(member.origin()))
                .orElse(true);
        Optional<Hash> channel = agreement.version().parent().flatMap(known::channelOf);
        return demand(its, "names for " + party + " a manifest that is not here or says otherwise")
                .or(() -> demand(keeps, "names another origin for " + party + " than its parent"))
                .or(() -> demand(
                        !known.isElsewhere(member.origin(), channel),
                        "names an origin of " + party + " that belongs to another channel"));
    }

    private Optional<String> neutrals(Agreement agreement) {
        List<Charter> charters = Stream.concat(
                        agreement.charter().stream(),
                        agreement.members().stream()
                                .flatMap(member -> known.manifest(member.manifest()).stream())
                                .map(Manifest::charter))
                .distinct()
                .flatMap(first -> known.charters(first).stream())
                .toList();
        boolean all = agreement
                .neutrals()
                .allMatch(neutral -> agreement.member(neutral).isEmpty()
                        && charters.stream()
                                .anyMatch(charter -> charter.party(neutral).isPresent()));
        return demand(all, "names a neutral that is a member or no party to the charter");
    }

    private Optional<String> signatures(Agreement agreement, Optional<Agreement> parent, SignedObject signed) {
        Algorithms algorithms = parent.map(Agreement::algorithms).orElse(agreement.algorithms());
        return Stream.concat(parent.stream(), Stream.of(agreement))
                .flatMap(version -> version.members().stream())
                .filter(member -> keys(member).noneMatch(keys -> signed.isSignedBy(keys, algorithms)))
                .findFirst()
                .map(member -> "is signed by no post of " + member.party());
    }

    /// Of the member's posts here, in the manifest it is bound by and those after it.
    private Stream<KeyPair> keys(Agreement.Member member) {
        Manifest bound = known.manifest(member.manifest()).orElseThrow();
        return known.manifests(bound.charter(), bound.party()).stream()
                .filter(manifest ->
                        manifest.version().number() >= bound.version().number())
                .flatMap(manifest -> manifest.posts().stream())
                .filter(post -> member.posts().contains(post.code()))
                .map(Manifest.Post::signing)
                .distinct();
    }

    private static Optional<String> demand(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }
}
