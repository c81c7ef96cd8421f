package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Parcel;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.JoinedCharter;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyFolder;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.WorkFactor;
import firebreak.note.Author;
import firebreak.note.Place;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A live node that takes part in an exercise as well: two charters with the same parties, posts and keys.
final class TwoChartersTest {
    @TempDir
    private Path folder;

    @Test
    void a_node_in_a_live_and_an_exercise_charter_never_takes_one_for_the_other() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            ChannelId exercise = parties.channel("line");
            ChannelId live = foundLive(parties);
            makeLive(uk);
            Desk desk = uk.start();
            try (Scribe played = new Scribe(parties.at(RU), exercise);
                    Scribe real = new Scribe(parties.at(RU), live)) {
                played.opens();
                Jws drill = played.signed(played.note("This is a drill."));
                played.appends(drill);
                real.opens();
                long resealed = real.appends(drill);
                Place asExercise = new Place(Mode.EXERCISE, real.agreement.charter(), live, real.agreement.hash());
                long otherMode = real.appends(real.signed(real.note(asExercise, real.byPost(), "drill mode")));
                Place otherCharter = new Place(Mode.LIVE, played.agreement.charter(), live, real.agreement.hash());
                long otherPaper = real.appends(real.signed(real.note(otherCharter, real.byPost(), "drill charter")));
                Author drilled = new Author(RU, real.byPost().post(), played.manifest.hash(), real.origin(), 0);
                long otherKeys = real.appends(real.signed(real.note(real.place(), drilled, "drill manifest")));
                real.appends(real.signed(real.note("This is no drill.")));

                assertThat(played.brings(uk, played.parcels())).containsOnly("taken");
                assertThat(real.brings(uk, real.parcels())).containsOnly("taken");
                desk.arrived("This is a drill.");
                desk.arrived("This is no drill.");
                assertThat(desk.texts("line")).containsExactly("This is a drill.");
                assertThat(desk.texts("live")).containsExactly("This is no drill.");
                assertHeld(desk, real, resealed, "it belongs to another channel");
                assertHeld(desk, real, otherMode, "it mixes live and exercise");
                assertHeld(desk, real, otherPaper, "it belongs to another charter");
                assertHeld(desk, real, otherKeys, "other versions than those in force");

                Parcel drilledParcel = played.parcel(1);
                Parcel renamed =
                        new Parcel(live, drilledParcel.leaf(), drilledParcel.proof(), drilledParcel.envelope());
                assertThat(real.brings(uk, renamed.bytes()).getFirst()).startsWith("later");
                assertThat(desk.texts("live")).hasSize(1);
            }
            assertThat(desk.console
                            .post(
                                    "/v1/console/clock",
                                    Json.object().with("now", Scribe.now()).build())
                            .status())
                    .as("the clock of a live node")
                    .isEqualTo(404);
        }
    }

    private static void assertHeld(Desk desk, Scribe scribe, long index, String reason) {
        String key = Keys.leaf(scribe.origin(), index);
        Until.so(reason, () -> desk.held().stream().anyMatch(item -> item.startsWith(key) && item.contains(reason)));
    }

    /// A live charter with the same parties and keys, and a channel under it, in both homes.
    private static ChannelId foundLive(Parties parties) throws Exception {
        Station uk = parties.at(UK);
        Station ru = parties.at(RU);
        Registry registry = uk.home.holdings().registry();
        Hash exercise = uk.home.charters().getFirst().fingerprint();
        Version first =
                Version.first(registry.charter(exercise).orElseThrow().version().issued());
        Charter charter = new Charter(
                Mode.LIVE,
                "The line itself",
                first,
                AlgorithmSet.BASE,
                registry.charter(exercise).orElseThrow().parties());
        Jws signed = Papers.byRoots(charter.payload(), uk, ru);
        for (Station station : List.of(uk, ru)) {
            station.home.documents().write(signed);
            station.home.join(new JoinedCharter(charter.hash(), station.party));
        }
        for (Station station : List.of(uk, ru)) {
            Manifest played = registry.latestManifest(exercise, station.party)
                    .orElseThrow()
                    .manifest();
            Manifest manifest =
                    new Manifest(Mode.LIVE, charter.hash(), station.party, first, played.node(), played.posts());
            Jws byRoot = Papers.byRoots(manifest.payload(), station);
            uk.home.documents().write(byRoot);
            ru.home.documents().write(byRoot);
        }
        Agreement agreement = Papers.between(Optional.of(charter.hash()), "live", uk, ru);
        Jws byPosts = Papers.byPosts(agreement.payload(), uk, ru);
        uk.home.documents().write(byPosts);
        ru.home.documents().write(byPosts);
        return new ChannelId(agreement.hash());
    }

    /// The home becomes a live one: its keys cost what those of a live node cost, and no passphrase lies beside them.
    private static void makeLive(Station station) throws Exception {
        Config config = station.home.config();
        KeyFolder played = station.home.keys(Mode.EXERCISE);
        KeyFolder real = new KeyFolder(station.home.folder(), WorkFactor.LIVE);
        KeyName post = new KeyName(station.post.value());
        harden(played.node(), real.node());
        harden(played.post(post), real.post(post));
        station.home.write(new Config(
                config.party(),
                Mode.LIVE,
                config.listen(),
                config.address(),
                config.api(),
                config.metrics(),
                config.lease(),
                Optional.empty()));
    }

    private static <T extends AutoCloseable> void harden(KeyFile<T> from, KeyFile<T> to) throws Exception {
        T keys = Scribe.keys(from);
        try (Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            to.replace(keys, passphrase, new SecureRandom());
        } finally {
            keys.close();
        }
    }
}
