package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.charter.Version;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.note.Adoption;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A party whose keys were stolen revokes them: what both sides see, and what nobody can do with it.
final class RevocationTest {
    @TempDir
    private Path folder;

    @Test
    void both_sides_see_what_is_disputed_and_nothing_that_was_said_is_undone() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            ChannelId channel = parties.channel("line");
            Manifest stolen = manifest(ru);
            String before = ru.desk().say("line", "before the theft");
            uk.desk().arrived(before);
            uk.desk().mark("acknowledge", before);
            ru.desk().climbed(before, "acknowledged");
            long size = ru.channel(channel).own().size();
            String after = ru.desk().say("line", "after the theft");
            uk.desk().arrived(after);
            uk.desk().mark("acknowledge", after);

            Jws next = renewed(ru);
            Origin origin = ru.channel(channel).own().origin();
            Jws revocation = Papers.byRoots(
                    revocation(
                                    stolen,
                                    List.of(RevokedKey.ofPost(stolen.posts().getFirst())),
                                    Revocation.good(origin, size))
                            .payload(),
                    ru);
            Papers.drop(ru, next, revocation);
            ru.desk().unlock();
            Until.so("it is adopted", () -> !ru.channel(channel).revoked().isEmpty());
            assertThat(disputed(ru, after)).contains("\"by\":\"RU\"");
            Papers.drop(uk, next, revocation);
            Until.so("the other side knows", () -> !disputed(uk, after).isEmpty());
            assertThat(disputed(ru, before)).isEmpty();
            assertThat(disputed(uk, before)).isEmpty();
            uk.desk().climbed(after, "acknowledged");
            assertThat(uk.desk().texts("line")).contains("after the theft");

            String answer = ru.desk().say("line", "with the new keys");
            uk.desk().arrived(answer);
            assertThat(disputed(uk, answer)).isEmpty();
            uk.desk().holdsNothing();
            ru.desk().holdsNothing();
            uk.stop();
            uk.start();
            assertThat(disputed(uk, after)).as("after a restart").contains("\"by\":\"RU\"");
        }
    }

    @Test
    void what_a_revoked_key_signs_after_the_adoption_is_held_and_what_came_before_it_is_not() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Scribe ru = new Scribe(parties.at(RU), parties.channel("line"))) {
            Station uk = parties.at(UK);
            uk.start();
            Revocation revocation = revocation(
                    ru.manifest,
                    List.of(RevokedKey.ofPost(ru.manifest.posts().getFirst())),
                    Revocation.good(ru.origin(), 1));
            Papers.drop(uk, Papers.byRoots(revocation.payload(), parties.at(RU)));

            ru.opens();
            ru.appends(ru.signed(ru.note("in time")));
            long tooFar = adopts(ru, revocation.hash(), Optional.of(new Adoption.LastGood(ru.origin(), 2)));
            ru.appends(ru.signed(ru.note("in time as well")));
            adopts(ru, revocation.hash(), Optional.of(new Adoption.LastGood(ru.origin(), 1)));
            long late = ru.appends(ru.signed(ru.note("too late")));
            assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");

            uk.desk().arrived("in time");
            uk.desk().arrived("in time as well");
            Until.so(
                    "both are held, each for its reason",
                    () -> held(uk, ru, tooFar).contains("another last good size")
                            && held(uk, ru, late).contains("a key that RU revoked in leaf 4"));
            assertThat(uk.desk().texts("line")).doesNotContain("too late");
            assertThat(disputed(uk, "in time")).contains("\"by\":\"RU\"");
        }
    }

    @Test
    void who_has_the_keys_of_a_node_and_too_few_of_the_root_can_revoke_nothing() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Scribe ru = new Scribe(parties.at(RU), parties.channel("line"))) {
            Station uk = parties.at(UK);
            uk.start();
            RevokedKey key = RevokedKey.ofPost(ru.manifest.posts().getFirst());
            Revocation one = revocation(ru.manifest, List.of(key));
            Jws byNode =
                    Jws.sign(one.payload(), ru.node.signing(), ru.post.current().signing());
            assertThatThrownBy(() -> Papers.drop(uk, byNode)).hasMessageContaining("root holders");
            RevokedKey foreign = RevokedKey.ofPost(manifest(uk).posts().getFirst());
            Jws others =
                    Papers.byRoots(revocation(ru.manifest, List.of(foreign)).payload(), parties.at(RU));
            assertThatThrownBy(() -> Papers.drop(uk, others)).hasMessageContaining("a key that no manifest of RU");
        }
    }

    @Test
    void of_two_revocations_that_contradict_each_other_the_first_stays_and_both_are_kept() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            Manifest manifest = manifest(ru);
            RevokedKey key = RevokedKey.ofPost(manifest.posts().getFirst());
            Origin origin = ru.channel(parties.channel("line")).own().origin();
            Papers.drop(
                    uk,
                    Papers.byRoots(
                            revocation(manifest, List.of(key), Revocation.good(origin, 1))
                                    .payload(),
                            ru));
            Jws other = Papers.byRoots(
                    revocation(manifest, List.of(key), Revocation.good(origin, 0))
                            .payload(),
                    ru);
            assertThatThrownBy(() -> Papers.drop(uk, other)).hasMessageContaining("contradicts");
            assertThat(Clerk.number(uk.desk().status(), "evidence")).isEqualTo(1);
        }
    }

    @Test
    void a_post_whose_key_is_revoked_says_nothing_more_until_it_has_another() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station ru = parties.at(RU);
            Revocation revocation = revocation(
                    manifest(ru), List.of(RevokedKey.ofPost(manifest(ru).posts().getFirst())));
            Papers.drop(ru, Papers.byRoots(revocation.payload(), ru));
            Clerk.Answer refused = ru.desk().release(ru.desk().draft("line", "with a stolen key"));
            assertThat(refused.text()).contains("are revoked: make the next with firebreak keys rotate");
        }
    }

    @Test
    void a_revoked_tls_key_opens_nothing_from_that_moment_and_the_node_goes_on_with_its_next() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Scribe thief = new Scribe(parties.at(RU), parties.channel("line"))) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            Manifest stolen = manifest(ru);
            assertThat(thief.gets(uk, "/nothing-there").status()).isEqualTo(404);
            ru.stop();
            Jws next = rotated(ru);
            ru.home.documents().write(next);
            ru.start();
            Revocation revocation =
                    revocation(stolen, List.of(RevokedKey.ofTls(stolen.node()), RevokedKey.ofNode(stolen.node())));
            Papers.drop(uk, next);
            assertThat(thief.gets(uk, "/nothing-there").status())
                    .as("the key of before still opens for a day")
                    .isEqualTo(404);
            Jws signed = Papers.byRoots(revocation.payload(), ru);
            Papers.drop(uk, signed);
            assertThatThrownBy(() -> thief.gets(uk, "/nothing-there")).isInstanceOf(IOException.class);
            Papers.drop(ru, signed);
            ru.desk().arrived(uk.desk().say("line", "to the new key"));
            uk.desk().arrived(ru.desk().say("line", "from the new key"));
            uk.desk().holdsNothing();
        }
    }

    private static Manifest manifest(Station station) throws Exception {
        Hash charter = station.home.charters().getFirst().fingerprint();
        return station.home
                .holdings()
                .registry()
                .latestManifest(charter, station.party)
                .orElseThrow()
                .manifest();
    }

    private static Revocation revocation(Manifest of, List<RevokedKey> keys, Hash... good) {
        Instant now = Scribe.now();
        return new Revocation(of.mode(), of.charter(), of.party(), Version.first(now), now, keys, List.of(good));
    }

    /// New keys of the post, and the manifest that names them, in effect at once.
    private static Jws renewed(Station station) throws Exception {
        KeyFile<PostSecrets> file = station.home.keys(Mode.EXERCISE).post(new KeyName(station.post.value()));
        try (PostSecrets renewed = Scribe.keys(file).renewed(Scribe.now(), new SecureRandom());
                Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            file.replace(renewed, passphrase, new SecureRandom());
            Manifest next = Papers.with(manifest(station), PublicKeys.post(station.post, "Minister", renewed));
            return Papers.byRoots(next.payload(), station);
        }
    }

    /// New keys of the node, and the manifest that names them, in effect at once.
    private static Jws rotated(Station station) throws Exception {
        KeyFile<NodeKeys> file = station.home.keys(Mode.EXERCISE).node();
        Manifest before = manifest(station);
        try (NodeKeys keys = Scribe.keys(file).rotated(_ -> true, _ -> true, new SecureRandom());
                Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            file.replace(keys, passphrase, new SecureRandom());
            Manifest next = new Manifest(
                    before.mode(),
                    before.charter(),
                    before.party(),
                    Papers.after(before.version(), before.hash()),
                    PublicKeys.node(keys, before.node().addresses().getFirst()),
                    before.posts());
            return Papers.byRoots(next.payload(), station);
        }
    }

    private static long adopts(Scribe scribe, Hash revocation, Optional<Adoption.LastGood> good) {
        Adoption adoption = new Adoption(
                scribe.place(), scribe.byNode(), Scribe.now(), new Adoption.Adopted.Revocation(revocation, good));
        return scribe.append(
                LeafType.ADOPTION,
                Jws.sign(adoption.payload(), scribe.node.signing()).bytes());
    }

    private static String held(Station at, Scribe scribe, long index) throws IOException {
        String leaf = firebreak.engine.Keys.leaf(scribe.origin(), index);
        return at.desk().held().stream()
                .filter(item -> item.startsWith(leaf))
                .findFirst()
                .orElse("");
    }

    /// What the note's JSON says of a dispute; empty where nothing.
    private static String disputed(Station station, String reference) throws IOException {
        Json note = station.desk()
                .drafter
                .get("/v1/note?reference=" + Clerk.encode(reference))
                .good()
                .json();
        return note instanceof Json.Obj(var members) && members.containsKey("disputed")
                ? new String(Canonical.write(Clerk.member(note, "disputed")).toArray(), StandardCharsets.UTF_8)
                : "";
    }
}
