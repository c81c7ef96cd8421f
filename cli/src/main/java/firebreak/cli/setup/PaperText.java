package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Neutrals;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.charter.Version;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Algorithm;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Charter documents as people read them.
final class PaperText {
    private final Registry known;
    private final Signatures signatures;

    PaperText(Registry known) {
        this.known = known;
        this.signatures = new Signatures(known);
    }

    /// One line that names a document, for example `charter "Black Sea line", version 1 (0f3a9c71)`.
    static String title(Registry.Document document) {
        String what = switch (document) {
            case Registry.CharterDocument charter ->
                "charter \"" + charter.charter().name() + "\"";
            case Registry.ManifestDocument manifest ->
                "manifest of " + manifest.manifest().party();
            case Registry.RevocationDocument revocation ->
                "revocation of " + revocation.revocation().party();
            case Registry.AgreementDocument agreement ->
                "channel " + agreement.agreement().label();
        };
        return what + ", version " + document.version().number() + " ("
                + document.hash().brief() + ")";
    }

    List<String> lines(Paper paper) {
        List<String> lines = new ArrayList<>();
        Registry.Document document = paper.document();
        String title = title(document);
        lines.add(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + ", "
                + document.mode().word());
        lines.add("  " + dates(document.version()));
        lines.add("  Fingerprint  " + firstGroups(paper));
        lines.add("               " + lastGroups(paper));
        switch (document) {
            case Registry.CharterDocument charter -> charter(charter.charter(), lines);
            case Registry.ManifestDocument manifest -> manifest(manifest.manifest(), lines);
            case Registry.RevocationDocument revocation -> revocation(revocation.revocation(), lines);
            case Registry.AgreementDocument agreement -> agreement(agreement.agreement(), lines);
        }
        signed(paper, lines);
        lines.add("");
        return lines;
    }

    private static final int HALF = 7 * 7;

    private static String firstGroups(Paper paper) {
        return new Fingerprint(paper.hash()).digits().substring(0, HALF).strip();
    }

    private static String lastGroups(Paper paper) {
        return new Fingerprint(paper.hash()).digits().substring(HALF);
    }

    private static String dates(Version version) {
        return "Issued " + Times.format(version.issued()) + ", in effect from " + Times.format(version.effective())
                + version.parent().map(parent -> ", follows " + parent.brief()).orElse("");
    }

    private static void charter(Charter charter, List<String> lines) {
        lines.add("  " + algorithms(charter.algorithms()));
        lines.add("");
        for (Party party : charter.parties()) {
            lines.add("  %-8s %s: %d of %d root holders speak for it"
                    .formatted(
                            party.code(),
                            party.name(),
                            party.threshold(),
                            party.roots().size()));
        }
    }

    private static void manifest(Manifest manifest, List<String> lines) {
        lines.add("  Under charter " + manifest.charter().brief());
        lines.add("  Node     " + String.join(", ", manifest.node().addresses()) + "  keys "
                + manifest.node().signing().hash().brief());
        for (PostEntry post : manifest.posts()) {
            lines.add("  %-16s %s  keys %s, until %s"
                    .formatted(
                            post.code(), post.title(), post.signing().hash().brief(), Times.format(post.notAfter())));
        }
    }

    private void revocation(Revocation revocation, List<String> lines) {
        lines.add("  Under charter " + revocation.charter().brief() + "; in wrong hands since, as claimed: "
                + Times.format(revocation.since()));
        for (RevokedKey key : revocation.keys()) {
            lines.add("  %-8s %s%s".formatted(key.use().word(), key.hash().brief(), whose(revocation, key)));
        }
        lines.add("  Commits to the last good size of " + revocation.good().size() + " records");
    }

    private String whose(Revocation revocation, RevokedKey key) {
        return known.manifests(revocation.charter(), revocation.party())
                .flatMap(manifest -> manifest.posts().stream())
                .filter(post -> RevokedKey.ofPost(post).equals(key))
                .findFirst()
                .map(post -> "  of " + post.code() + ", " + post.title())
                .orElse("");
    }

    private void agreement(Agreement agreement, List<String> lines) {
        lines.add("  " + kind(agreement)
                + agreement
                        .charter()
                        .map(first -> ", under charter " + first.brief())
                        .orElse("") + "; may be signed until "
                + Times.format(agreement.expires()));
        lines.add("  " + algorithms(agreement.algorithms()));
        lines.add("  A line test every " + agreement.frameInterval().toSeconds() + " s; at most "
                + agreement.quotas().leavesPerMinute() + " leaves a minute and "
                + agreement.quotas().flashPerDay() + " FLASH a day from each member");
        lines.add("  Witnesses: " + neutrals(agreement.witnesses()) + "; mailboxes: " + neutrals(agreement.mailboxes())
                + (agreement.witnesses().threshold() == 0 ? "; so all times are claimed" : ""));
        lines.add("  Forms: "
                + String.join(
                        ", ",
                        agreement.forms().stream().map(Agreement.FormPin::id).toList()));
        lines.add("");
        for (Member member : agreement.members()) {
            lines.add("  %-8s record %s".formatted(member.party(), member.origin()));
            member.posts().forEach(post -> lines.add("           %-16s %s".formatted(post, office(member, post))));
        }
    }

    private String office(Member member, PostCode post) {
        return known.latestAfter(member.manifest())
                .flatMap(manifest -> manifest.manifest().post(post))
                .map(PostEntry::title)
                .orElse("(its manifest is not known here)");
    }

    private static String kind(Agreement agreement) {
        return switch (agreement.kind()) {
            case BILATERAL -> "Bilateral";
            case MULTILATERAL -> "Multilateral, " + agreement.members().size() + " members";
            case BACK -> "Back channel, in no charter";
        };
    }

    private static String neutrals(Neutrals neutrals) {
        return neutrals.parties().isEmpty()
                ? "none"
                : neutrals.threshold() + " of "
                        + String.join(
                                ", ",
                                neutrals.parties().stream()
                                        .map(PartyCode::value)
                                        .toList());
    }

    private static String algorithms(AlgorithmSet algorithms) {
        return "Every signature is "
                + String.join(
                        " and ",
                        algorithms.algorithms().stream().map(Algorithm::name).toList());
    }

    private void signed(Paper paper, List<String> lines) {
        List<Signatures.Group> groups = signatures.of(paper);
        lines.add("");
        for (Signatures.Group group : groups) {
            lines.add("  %-8s %s".formatted(group.party(), standing(group)));
        }
        if (groups.isEmpty()) {
            lines.add("  Who must sign is not known here: join its charter first");
        } else {
            boolean all = groups.stream().allMatch(Signatures.Group::complete);
            lines.add(all ? "  Signed by all who must." : "  Not yet signed by all who must.");
        }
    }

    private static String standing(Signatures.Group group) {
        String signed = String.join(
                ", ",
                group.signatories().stream()
                        .filter(Signatures.Signatory::signed)
                        .map(Signatures.Signatory::name)
                        .toList());
        String has = signed.isEmpty() ? "has not signed" : "signed by " + signed;
        return group.complete()
                ? has
                : has + "; missing " + (group.needed() - group.signed()) + " of " + String.join(", ", group.missing());
    }

    Json json(Paper paper) {
        List<Signatures.Group> groups = signatures.of(paper);
        return Json.object()
                .with("document", type(paper.document()))
                .with("title", title(paper.document()))
                .with("hash", paper.hash())
                .with("fingerprint", new Fingerprint(paper.hash()).digits())
                .with("content", content(paper.document()))
                .with("signatures", Json.list(groups, PaperText::group))
                .with("complete", !groups.isEmpty() && groups.stream().allMatch(Signatures.Group::complete))
                .build();
    }

    private static String type(Registry.Document document) {
        return switch (document) {
            case Registry.CharterDocument _ -> Charter.TYPE;
            case Registry.ManifestDocument _ -> Manifest.TYPE;
            case Registry.RevocationDocument _ -> Revocation.TYPE;
            case Registry.AgreementDocument _ -> Agreement.TYPE;
        };
    }

    private static Json content(Registry.Document document) {
        return switch (document) {
            case Registry.CharterDocument charter -> charter.charter().toJson();
            case Registry.ManifestDocument manifest -> manifest.manifest().toJson();
            case Registry.RevocationDocument revocation ->
                revocation.revocation().toJson();
            case Registry.AgreementDocument agreement -> agreement.agreement().toJson();
        };
    }

    private static Json group(Signatures.Group group) {
        Stream<String> signed = group.signatories().stream()
                .filter(Signatures.Signatory::signed)
                .map(Signatures.Signatory::name);
        return Json.object()
                .with("party", group.party().value())
                .with("needed", group.needed())
                .with("signed", Json.strings(signed.toList()))
                .with("missing", Json.strings(group.missing()))
                .build();
    }
}
