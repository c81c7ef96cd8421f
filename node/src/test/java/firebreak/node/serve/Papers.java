package firebreak.node.serve;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.PostEntry;
import firebreak.charter.Quotas;
import firebreak.charter.Version;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.node.home.FormPack;
import firebreak.node.home.Founding;
import firebreak.node.keys.KeyFolder;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.PostSecrets;
import firebreak.record.Origin;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Later versions of charter documents, signed with the keys in the parties' homes as their people would.
final class Papers {
    private static final int HOLDERS = 2;

    private Papers() {}

    static Version after(Version version, Hash hash) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Version(version.number() + 1, Optional.of(hash), now, now);
    }

    /// Another name, and all else as before.
    static Charter renamed(Charter before, String name) {
        return new Charter(
                before.mode(), name, after(before.version(), before.hash()), before.algorithms(), before.parties());
    }

    /// Twice the time between line tests, and all else as before.
    static Agreement slower(Agreement before) {
        return new Agreement(
                before.mode(),
                before.charter(),
                before.label(),
                after(before.version(), before.hash()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30)),
                before.algorithms(),
                before.members(),
                before.forms(),
                before.witnesses(),
                before.mailboxes(),
                before.quotas(),
                before.frameInterval().multipliedBy(2));
    }

    /// A new channel between the posts of two parties, with the forms of their line.
    ///
    /// @param charter the first version of the charter it lives under; empty for a back channel
    static Agreement between(Optional<Hash> charter, String label, Station... stations)
            throws IOException, FormatException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Member> members = new ArrayList<>();
        for (Station station : stations) {
            Hash under = charter.isPresent()
                    ? charter.get()
                    : station.home.charters().getFirst().fingerprint();
            Manifest manifest = station.home
                    .holdings()
                    .registry()
                    .latestManifest(under, station.party)
                    .orElseThrow()
                    .manifest();
            members.add(new Member(
                    station.party,
                    manifest.hash(),
                    Origin.random(new SecureRandom()),
                    manifest.node().record(),
                    List.of(station.post)));
        }
        return new Agreement(
                charter.isPresent() ? Mode.LIVE : Mode.EXERCISE,
                charter,
                label,
                Version.first(now),
                now.plus(Duration.ofDays(30)),
                AlgorithmSet.BASE,
                members,
                Founding.pins(FormPack.builtIn().forms()),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                Duration.ofSeconds(1));
    }

    static Manifest with(Manifest before, PostEntry post) {
        return new Manifest(
                before.mode(),
                before.charter(),
                before.party(),
                after(before.version(), before.hash()),
                before.node(),
                List.of(post));
    }

    /// Signed by as many root holders of each as must.
    static Jws byRoots(Bytes payload, Station... stations) throws IOException {
        List<SecretPair> pairs = new ArrayList<>();
        for (Station station : stations) {
            KeyFolder folder = station.home.keys(Mode.EXERCISE);
            for (KeyName holder : folder.roots().subList(0, HOLDERS)) {
                pairs.add(Scribe.keys(folder.root(holder)));
            }
        }
        Jws signed = Jws.sign(payload, pairs.toArray(Signer[]::new));
        pairs.forEach(SecretPair::close);
        return signed;
    }

    /// Signed by the post of each.
    static Jws byPosts(Bytes payload, Station... stations) throws IOException {
        List<PostSecrets> posts = new ArrayList<>();
        for (Station station : stations) {
            posts.add(Scribe.keys(station.home.keys(Mode.EXERCISE).post(new KeyName(station.post.value()))));
        }
        Jws signed = Jws.sign(
                payload, posts.stream().map(post -> post.current().signing()).toArray(Signer[]::new));
        posts.forEach(PostSecrets::close);
        return signed;
    }

    /// Puts documents into the home of a running node, which takes them in.
    static void drop(Station station, Jws... documents) throws IOException {
        for (Jws document : documents) {
            station.home.documents().write(document);
        }
        Json answer = station.desk()
                .console
                .post("/v1/console/reload", Json.object().build())
                .good()
                .json();
        if (!Clerk.list(answer, "refused").isEmpty()) {
            throw new AssertionError(station.party + " refuses: " + answer);
        }
    }
}
