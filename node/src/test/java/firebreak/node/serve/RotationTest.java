package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.Version;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.Patience;
import firebreak.node.wire.Peer;
import firebreak.node.wire.TlsIdentity;
import firebreak.node.wire.WireException;
import firebreak.note.Adoption;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of a node and its post that change while notes flow, on real nodes.
final class RotationTest {
    private static final Duration NOTICE = Duration.ofDays(7);

    @TempDir
    private Path folder;

    @Test
    void notes_flow_both_ways_while_the_keys_of_a_node_and_its_post_change() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            ChannelId channel = parties.channel("line");
            both(uk, ru, "before");
            TlsIdentity oldTls = tls(uk);
            uk.stop();
            Instant from = Scribe.now().plus(NOTICE);
            Jws next = rotated(uk, from);
            uk.home.documents().write(next);
            uk.start();
            both(uk, ru, "while one side alone has the manifest");
            Papers.drop(ru, next);
            both(uk, ru, "while both have it and it is not in effect");
            assertThat(adopted(uk, channel)).isZero();

            at(from.plus(Duration.ofHours(1)), uk, ru);
            Until.so("the manifest is adopted", () -> adopted(uk, channel) == 1);
            both(uk, ru, "once it is in effect");
            assertThat(tls(uk).spkiHash()).isNotEqualTo(oldTls.spkiHash());
            assertThat(asks(ru, oldTls)).isEqualTo(404);
            uk.desk().holdsNothing();
            ru.desk().holdsNothing();

            at(from.plus(Manifest.OVERLAP).plusSeconds(1), uk, ru);
            assertThatThrownBy(() -> asks(ru, oldTls)).isInstanceOf(WireException.class);
            both(uk, ru, "when the old keys are gone");
        }
    }

    @Test
    void who_has_not_taken_in_the_manifest_loses_contact_when_it_takes_effect_and_no_note() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            both(uk, ru, "before");
            uk.stop();
            Instant from = Scribe.now().plus(NOTICE);
            Jws next = rotated(uk, from);
            uk.home.documents().write(next);
            uk.start();
            at(from.plus(Duration.ofHours(1)), uk, ru);
            Until.so("the manifest is adopted", () -> adopted(uk, parties.channel("line")) == 1);
            String said = uk.desk().say("line", "to one who does not know the new keys");
            String asked = ru.desk().say("line", "from one who does not know the new keys");
            Until.so("the one is told why", () -> trouble(uk).contains("does not know this node's key"));
            Until.so(
                    "the other is told why, unless it still had a connection of before",
                    () -> trouble(ru).contains("its party has a newer manifest")
                            || uk.desk().note(asked).isPresent());

            Papers.drop(ru, next);
            ru.desk().arrived(said);
            uk.desk().arrived(asked);
            uk.desk().holdsNothing();
            ru.desk().holdsNothing();
        }
    }

    @Test
    void what_was_sealed_to_old_keys_is_read_for_90_days_and_then_they_are_destroyed() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            Instant from = Scribe.now();
            Jws next = rotated(uk, from);
            Papers.drop(uk, next);
            String sealedToOld = ru.desk().say("line", "sealed to the keys of before");
            at(from.plus(Duration.ofDays(90)).minus(Duration.ofMinutes(5)), uk);
            uk.desk().unlock();
            assertThat(periods(uk)).isEqualTo(2);
            uk.desk().arrived(sealedToOld);

            at(from.plus(Duration.ofDays(90)), uk);
            uk.desk().unlock();
            assertThat(periods(uk)).isEqualTo(1);
        }
    }

    private static void both(Station one, Station other, String text) throws Exception {
        String there = one.desk().say("line", text);
        String back = other.desk().say("line", text);
        other.desk().arrived(there);
        one.desk().arrived(back);
    }

    private static void at(Instant now, Station... stations) {
        for (Station station : stations) {
            station.clock.set(now);
        }
    }

    /// New keys of node and post in their files, and the manifest that names them, signed.
    private static Jws rotated(Station station, Instant effective) throws Exception {
        Hash charter = station.home.charters().getFirst().fingerprint();
        Manifest before = station.home
                .holdings()
                .registry()
                .latestManifest(charter, station.party)
                .orElseThrow()
                .manifest();
        KeyFile<PostSecrets> post = post(station);
        KeyFile<NodeKeys> node = station.home.keys(Mode.EXERCISE).node();
        try (PostSecrets posts = Scribe.keys(post).renewed(Scribe.now(), new SecureRandom());
                NodeKeys keys = Scribe.keys(node).rotated(_ -> true, _ -> true, new SecureRandom());
                Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            post.replace(posts, passphrase, new SecureRandom());
            node.replace(keys, passphrase, new SecureRandom());
            Manifest next = new Manifest(
                    before.mode(),
                    before.charter(),
                    before.party(),
                    new Version(before.version().number() + 1, Optional.of(before.hash()), Scribe.now(), effective),
                    PublicKeys.node(keys, before.node().addresses().getFirst()),
                    List.of(PublicKeys.post(station.post, "Minister", posts, effective.plus(PublicKeys.POST_PERIOD))));
            return Papers.byRoots(next.payload(), station);
        }
    }

    private static KeyFile<PostSecrets> post(Station station) {
        return station.home.keys(Mode.EXERCISE).post(new KeyName(station.post.value()));
    }

    private static int periods(Station station) throws IOException {
        try (PostSecrets secrets = Scribe.keys(post(station))) {
            return secrets.periods().size();
        }
    }

    private static TlsIdentity tls(Station station) throws IOException {
        try (NodeKeys keys = Scribe.keys(station.home.keys(Mode.EXERCISE).node())) {
            return keys.tls().use(TlsIdentity::fromSeed);
        }
    }

    /// The status that a node answers whoever shows this key.
    private static int asks(Station station, TlsIdentity shown) throws Exception {
        Hash pin = tls(station).spkiHash();
        try (MemberClient client = new MemberClient(shown, Patience.standard())) {
            Peer peer = new Peer("127.0.0.1", station.cable.port(), pin);
            return client.request(peer, "GET", "/nothing-there", Bytes.EMPTY, 1 << 16)
                    .status();
        }
    }

    private static String trouble(Station station) throws IOException {
        return String.valueOf(Clerk.list(station.desk().channel("line"), "members"));
    }

    private static long adopted(Station station, ChannelId channel) {
        return station.said(channel).stream().filter(Adoption.class::isInstance).count();
    }
}
