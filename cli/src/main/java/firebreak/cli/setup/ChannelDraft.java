package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
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
            List<Agreement.FormPin> forms,
            Neutrals witnesses,
            Neutrals mailboxes,
            Duration signedWithin,
            Duration frames) {

        /// Those of a version that is in force, with other neutrals.
        static Terms of(Agreement before, Neutrals witnesses, Neutrals mailboxes, Duration signedWithin) {
            return new Terms(
                    before.label(),
                    before.members().stream().map(Terms::words).toList(),
                    before.charter().isEmpty(),
                    before.forms(),
                    witnesses,
                    mailboxes,
                    signedWithin,
                    before.frameInterval());
        }

        private static String words(Member member) {
            return member.party() + "="
                    + String.join(
                            ",", member.posts().stream().map(PostCode::value).toList());
        }
    }

    /// A draft of these terms, with members by their newest manifests; quotas and algorithms are those of the parent.
    Agreement draft(Terms terms) throws FormatException, Refusal {
        Charter latest = known.latestCharter(charter)
                .orElseThrow(() -> new Refusal("the charter is not among the documents of this home"))
                .charter();
        List<Member> members = new ArrayList<>();
        for (String member : terms.members()) {
            members.add(member(member));
        }
        Agreement drafted = new Agreement(
                latest.mode(),
                terms.back() ? Optional.empty() : Optional.of(charter),
                terms.label(),
                version(),
                now.plus(terms.signedWithin()),
                parent.map(p -> p.agreement().algorithms()).orElse(latest.algorithms()),
                members,
                terms.forms(),
                terms.witnesses(),
                terms.mailboxes(),
                parent.map(p -> p.agreement().quotas()).orElse(Quotas.USUAL),
                terms.frames());
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
}
