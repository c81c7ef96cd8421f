package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Quotas;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Drafts a channel agreement from the manifests a home knows.
///
/// @param charter whose manifests are used
/// @param parent the agreement version that this one follows
record ChannelDraft(
        Registry known,
        Hash charter,
        Optional<Registry.AgreementDocument> parent,
        Instant now,
        RandomGenerator random) {

    /// The terms people choose.
    ///
    /// @param members `RU=RU-MOD,RU-CGS`, or `RU` for all its posts
    /// @param back known to its members alone
    record Terms(
            String label,
            List<String> members,
            boolean back,
            List<String> forms,
            Neutrals witnesses,
            Neutrals mailboxes,
            Duration signedWithin,
            Duration frames) {}

    Agreement draft(Terms terms, Forms forms) throws FormatException, Refusal {
        Charter latest = known.latestCharter(charter)
                .orElseThrow(() -> new Refusal("the charter is not among the documents of this home"))
                .charter();
        List<Member> members = new ArrayList<>();
        for (String member : terms.members()) {
            members.add(member(member));
        }
        AlgorithmSet algorithms = parent.map(p -> p.agreement().algorithms()).orElse(latest.algorithms());
        Mode mode = latest.mode();
        Agreement drafted = new Agreement(
                mode,
                terms.back() ? Optional.empty() : Optional.of(charter),
                terms.label(),
                version(),
                now.plus(terms.signedWithin()),
                algorithms,
                members,
                pins(terms.forms(), forms),
                terms.witnesses(),
                terms.mailboxes(),
                parent.map(p -> p.agreement().quotas()).orElse(Quotas.USUAL),
                terms.frames());
        return Agreement.parse("channel", drafted.payload());
    }

    /// The next version of the parent with other neutrals, all else as it was: members by their newest manifests.
    Agreement draft(Neutrals witnesses, Neutrals mailboxes, Duration signedWithin) throws FormatException, Refusal {
        Agreement before = parent.orElseThrow().agreement();
        List<Member> members = new ArrayList<>();
        for (Member member : before.members()) {
            String posts = String.join(
                    ",", member.posts().stream().map(PostCode::value).toList());
            members.add(member(member.party() + "=" + posts));
        }
        Agreement drafted = new Agreement(
                before.mode(),
                before.charter(),
                before.label(),
                version(),
                now.plus(signedWithin),
                before.algorithms(),
                members,
                before.forms(),
                witnesses,
                mailboxes,
                before.quotas(),
                before.frameInterval());
        return Agreement.parse("channel", drafted.payload());
    }

    private Version version() {
        return parent.map(before -> new Version(before.version().number() + 1, Optional.of(before.hash()), now, now))
                .orElse(Version.first(now));
    }

    /// A member that was there before keeps its record.
    private Member member(String given) throws FormatException, Refusal {
        String[] parts = given.split("=", 2);
        PartyCode party = PartyCode.parse("--member", parts[0]);
        Registry.ManifestDocument manifest = known.latestManifest(charter, party)
                .orElseThrow(() -> new Refusal(
                        "the manifest of " + party + " is not known here: firebreak charter join its file first"));
        Origin origin = parent.flatMap(before -> before.agreement().member(party))
                .map(Member::origin)
                .orElseGet(() -> Origin.random(random));
        return new Member(
                party,
                manifest.hash(),
                origin,
                manifest.manifest().node().record(),
                posts(manifest.manifest(), parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    private static List<PostCode> posts(Manifest manifest, Optional<String> given) throws FormatException, Refusal {
        if (given.isEmpty()) {
            return manifest.posts().stream().map(PostEntry::code).toList();
        }
        List<PostCode> posts = new ArrayList<>();
        for (String post : given.get().split(",", -1)) {
            PostCode code = PostCode.parse("--member", post);
            if (manifest.post(code).isEmpty()) {
                throw new Refusal("the post " + code + " is not in the manifest of " + manifest.party());
            }
            posts.add(code);
        }
        return posts;
    }

    private static List<Agreement.FormPin> pins(List<String> ids, Forms forms) throws Refusal {
        List<Agreement.FormPin> pins = new ArrayList<>();
        for (String id : ids) {
            Form form = forms.latest(id).orElseThrow(() -> new Refusal("this home knows no form '" + id + "'"));
            pins.add(new Agreement.FormPin(form.id(), form.hash()));
        }
        return pins;
    }
}
