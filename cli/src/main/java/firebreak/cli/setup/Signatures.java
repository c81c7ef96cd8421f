package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Member;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.SignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who must sign a document and who has, as far as this home can tell: for people. Whether a document holds is decided
/// by [Registry] alone.
final class Signatures {
    private final Registry known;

    /// A group of whom some must sign.
    ///
    /// @param needed how many of them
    record Group(PartyCode party, int needed, List<Signatory> signatories) {
        long signed() {
            return signatories.stream().filter(Signatory::signed).count();
        }

        boolean complete() {
            return signed() >= needed;
        }

        List<String> missing() {
            return complete()
                    ? List.of()
                    : signatories.stream()
                            .filter(signatory -> !signatory.signed())
                            .map(Signatory::name)
                            .toList();
        }
    }

    /// @param name of a root holder or the code of a post
    record Signatory(String name, boolean signed) {}

    Signatures(Registry known) {
        this.known = known;
    }

    List<Group> of(Paper paper) {
        return switch (paper.document()) {
            case Registry.CharterDocument document -> ofCharter(document.charter(), paper);
            case Registry.ManifestDocument document ->
                ofOwnRoot(document.manifest().charter(), document.manifest().party(), paper);
            case Registry.RevocationDocument document ->
                ofOwnRoot(document.revocation().charter(), document.revocation().party(), paper);
            case Registry.AgreementDocument document -> ofAgreement(document.agreement(), paper);
        };
    }

    /// Those of the version before must sign too, wherever they differ.
    private List<Group> ofCharter(Charter charter, Paper paper) {
        Optional<Charter> before = charter.version().parent().flatMap(known::charter);
        AlgorithmSet algorithms = before.map(Charter::algorithms).orElse(charter.algorithms());
        List<Party> parties = new ArrayList<>(charter.parties());
        before.ifPresent(earlier -> earlier.parties().stream()
                .filter(party -> !charter.parties().contains(party))
                .forEach(parties::add));
        return parties.stream().map(party -> ofRoot(party, paper, algorithms)).toList();
    }

    private List<Group> ofOwnRoot(Hash firstCharter, PartyCode code, Paper paper) {
        return known.latestCharter(firstCharter).map(Registry.CharterDocument::charter).stream()
                .flatMap(charter ->
                        charter.party(code).stream().map(party -> ofRoot(party, paper, charter.algorithms())))
                .toList();
    }

    private static Group ofRoot(Party party, Paper paper, AlgorithmSet algorithms) {
        List<Signatory> holders = party.roots().stream()
                .map(root -> new Signatory(root.holder(), signed(paper, root.keys(), algorithms)))
                .toList();
        return new Group(party.code(), party.threshold(), holders);
    }

    private List<Group> ofAgreement(Agreement agreement, Paper paper) {
        return agreement.members().stream()
                .map(member -> new Group(member.party(), 1, posts(member, paper, agreement.algorithms())))
                .toList();
    }

    private List<Signatory> posts(Member member, Paper paper, AlgorithmSet algorithms) {
        return member.posts().stream()
                .map(post -> new Signatory(
                        post.value(),
                        known.latestAfter(member.manifest())
                                .flatMap(manifest -> manifest.manifest().post(post))
                                .filter(entry -> signed(paper, entry.signing(), algorithms))
                                .isPresent()))
                .toList();
    }

    private static boolean signed(Paper paper, PublicPair keys, AlgorithmSet algorithms) {
        Optional<Jws> jws = paper.signed();
        return jws.isPresent() && SignatureCheck.check(jws.get(), keys, algorithms) instanceof SignatureCheck.Valid;
    }
}
