package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.PostSecrets;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Statement;
import firebreak.record.LeafType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Charter, agreement and manifest in later versions, on real nodes: what applies where.
final class AmendedTest {
    @TempDir
    private Path folder;

    @Test
    void notes_that_took_three_weeks_are_judged_by_the_versions_in_force_where_they_were_said() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            ru.desk().arrived(uk.desk().say("line", "before all"));
            ru.cable.cut();
            uk.cable.cut();
            String old = ru.desk().say("line", "under the first versions");
            ChannelId channel = parties.channel("line");
            Charter charter = charter(uk);
            Agreement agreement = agreement(uk, channel);
            Charter charter2 = Papers.renamed(charter, "Trial, amended");
            Agreement agreement2 = Papers.slower(agreement);
            Jws[] amended = {Papers.byRoots(charter2.payload(), uk, ru), Papers.byPosts(agreement2.payload(), uk, ru)};
            Papers.drop(uk, amended);
            Papers.drop(ru, amended);
            Until.so("both adopted", () -> adoptions(uk, channel) == 2 && adoptions(ru, channel) == 2);
            String late = ru.desk().say("line", "under the amended versions");

            Instant weeksLater = Instant.now().plus(Duration.ofDays(21));
            uk.clock.set(weeksLater);
            ru.clock.set(weeksLater);
            uk.cable.plug(uk.serving().node().port());
            ru.cable.plug(ru.serving().node().port());

            uk.desk().arrived(old);
            uk.desk().arrived(late);
            assertThat(note(uk, ru, channel, old).place()).isEqualTo(place(charter, agreement, channel));
            assertThat(note(uk, ru, channel, late).place())
                    .isEqualTo(new Place(Mode.EXERCISE, Optional.of(charter2.hash()), channel, agreement2.hash()));
            ru.desk().arrived(uk.desk().say("line", "after all"));
            uk.desk().holdsNothing();
            ru.desk().holdsNothing();
        }
    }

    private static Charter charter(Station station) throws Exception {
        Hash first = station.home.charters().getFirst().fingerprint();
        return station.home.holdings().registry().charter(first).orElseThrow();
    }

    private static Agreement agreement(Station station, ChannelId channel) throws Exception {
        return station.home.holdings().registry().agreement(channel.hash()).orElseThrow();
    }

    private static Place place(Charter charter, Agreement agreement, ChannelId channel) {
        return new Place(Mode.EXERCISE, Optional.of(charter.hash()), channel, agreement.hash());
    }

    private static long adoptions(Station station, ChannelId channel) {
        return station.said(channel).stream().filter(Adoption.class::isInstance).count();
    }

    /// A note of another member's record, as a node has it.
    private static Statement note(Station at, Station author, ChannelId channel, String reference) {
        return at
                .statements(
                        author.channel(channel).own().origin(),
                        author.channel(channel).own().size())
                .stream()
                .filter(statement ->
                        statement instanceof Note note && note.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_version_applies_from_its_adoption_on_and_neither_before_nor_is_the_old_one_after() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Scribe ru = new Scribe(parties.at(RU), parties.channel("line"))) {
            Station uk = parties.at(UK);
            uk.start();
            Agreement next = Papers.slower(ru.agreement);
            Papers.drop(uk, Papers.byPosts(next.payload(), uk, parties.at(RU)));
            Place newer = new Place(Mode.EXERCISE, ru.agreement.charter(), parties.channel("line"), next.hash());

            ru.opens();
            ru.appends(ru.signed(ru.note("old before")));
            long early = ru.appends(ru.signed(ru.note(newer, ru.byPost(), "new before")));
            adopts(ru, new Adoption.Adopted.Document(Adoption.Kind.AGREEMENT, next.hash()));
            long stale = ru.appends(ru.signed(ru.note("old after")));
            ru.appends(ru.signed(ru.note(newer, ru.byPost(), "new after")));
            assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");

            uk.desk().arrived("new after");
            uk.desk().arrived("old before");
            String other = "it names other versions than those in force";
            assertHeld(uk, ru, Map.of(early, other, stale, other));
        }
    }

    private static void adopts(Scribe scribe, Adoption.Adopted version) {
        Adoption adoption = new Adoption(scribe.place(), scribe.byNode(), Scribe.now(), version);
        scribe.append(
                LeafType.ADOPTION,
                Jws.sign(adoption.payload(), scribe.node.signing()).bytes());
    }

    /// These indexes are held, each for its reason, and nothing else is.
    private static void assertHeld(Station at, Scribe scribe, Map<Long, String> reasons) throws Exception {
        Until.so("held items", () -> {
            List<String> held = at.desk().held();
            return held.size() == reasons.size()
                    && reasons.entrySet().stream()
                            .allMatch(expected -> held.stream()
                                    .anyMatch(item -> item.startsWith(Keys.leaf(scribe.origin(), expected.getKey()))
                                            && item.contains(expected.getValue())));
        });
    }

    @Test
    void a_replaced_key_counts_up_to_the_adoption_of_the_manifest_that_replaces_it_and_not_after() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Scribe ru = new Scribe(parties.at(RU), parties.channel("line"));
                PostSecrets renewed = PostSecrets.generate(Scribe.now(), new SecureRandom())) {
            Station uk = parties.at(UK);
            uk.start();
            Manifest next =
                    Papers.with(ru.manifest, PublicKeys.post(parties.at(RU).post, "Minister of Defence", renewed));
            Papers.drop(uk, Papers.byRoots(next.payload(), parties.at(RU)));
            Author nextAuthor = new Author(RU, ru.byPost().post(), next.hash(), ru.origin(), 0);

            ru.opens();
            ru.appends(ru.signed(ru.note("with the old key, in time")));
            adopts(ru, new Adoption.Adopted.Document(Adoption.Kind.MANIFEST, next.hash()));
            long revoked = ru.appends(ru.signed(ru.note("with the old key, too late")));
            long mixed = ru.appends(ru.signed(ru.note(ru.place(), nextAuthor, "the old key under the new name")));
            Note good = ru.note(ru.place(), nextAuthor, "with the new key");
            ru.appends(Jws.sign(good.payload(), renewed.current().signing()));
            assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");

            uk.desk().arrived("with the new key");
            uk.desk().arrived("with the old key, in time");
            assertHeld(
                    uk,
                    ru,
                    Map.of(revoked, "it names other versions than those in force", mixed, "signature with its key"));
            assertThat(uk.desk().texts("line")).hasSize(2);
        }
    }

    @Test
    void a_post_whose_keys_are_renewed_speaks_with_the_new_ones_and_still_reads_what_was_sealed_to_the_old()
            throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            ChannelId channel = parties.channel("line");
            uk.cable.cut();
            ru.cable.cut();
            String sealedToOld = ru.desk().say("line", "sealed to the old keys");

            Manifest next = renewKeys(uk);
            Jws signed = Papers.byRoots(next.payload(), uk);
            Papers.drop(uk, signed);
            Papers.drop(ru, signed);
            uk.desk().unlock();
            Until.so("the manifest is adopted", () -> adoptions(uk, channel) == 1);
            uk.cable.plug(uk.serving().node().port());
            ru.cable.plug(ru.serving().node().port());

            uk.desk().arrived(sealedToOld);
            String signedWithNew = uk.desk().say("line", "signed with the new keys");
            ru.desk().arrived(signedWithNew);
            String sealedToNew = ru.desk().say("line", "sealed to the new keys");
            uk.desk().arrived(sealedToNew);
            assertThat(note(ru, uk, channel, signedWithNew).authors().getFirst().manifest())
                    .isEqualTo(next.hash());
            ru.desk().holdsNothing();
            uk.desk().holdsNothing();
        }
    }

    /// New keys in the post's key file, and the manifest that names them.
    private static Manifest renewKeys(Station station) throws Exception {
        KeyFile<PostSecrets> file = station.home.keys(Mode.EXERCISE).post(new KeyName(station.post.value()));
        Hash charter = station.home.charters().getFirst().fingerprint();
        Manifest before = station.home
                .holdings()
                .registry()
                .latestManifest(charter, station.party)
                .orElseThrow()
                .manifest();
        try (PostSecrets renewed = Scribe.keys(file).renewed(Scribe.now(), new SecureRandom());
                Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            file.replace(renewed, passphrase, new SecureRandom());
            return Papers.with(before, PublicKeys.post(station.post, "Minister of Defence", renewed));
        }
    }
}
