package firebreak.node.home;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Damage;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The files of a home, which people edit, copy and get from others, however damaged.
class DamagedInputTest {
    private static final Endpoint ANY = new Endpoint("127.0.0.1", 0);
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");

    private static <T> T read(Bytes input, int most, Fields.Reader<T> reader) throws FormatException {
        return reader.read("file", Canonical.readLoose("file", input, most));
    }

    @Test
    void settings() {
        Home home = Home.at(Path.of("home"));
        Config good = new Config(
                new PartyCode("RU"),
                Mode.EXERCISE,
                ANY,
                "https://127.0.0.1:7443",
                ANY,
                ANY,
                Config.usualLease("home"),
                Optional.of("passphrase"));
        Damage.json(List.of(ReadableJson.write(good.toJson())), input -> {
            Config config = read(input, Config.MAX_BYTES, (place, value) -> Config.read(place, value, "home"));
            assertThat(home.leaseFile(config)).isAbsolute();
            home.passphraseFile(config).ifPresent(path -> assertThat(path).isAbsolute());
            assertThat(Config.read("again", config.toJson(), "home")).isEqualTo(config);
            return input;
        });
    }

    @Test
    void officers() {
        Officers good;
        try (Secret password = Secret.wrap(new byte[] {'p'})) {
            PasswordHash hash = PasswordHash.of(password, PasswordHash.EXERCISE_EXPONENT, new Random(1));
            good = Officers.NONE
                    .with(new Officer("a", new TreeSet<>(List.of(Role.DRAFT)), posts("RU-MOD"), hash))
                    .with(new Officer("b", new TreeSet<>(List.of(Role.WATCH)), posts("RU-MOD", "RU-MFA"), hash));
        }
        Damage.json(List.of(ReadableJson.write(good.toJson())), input -> {
            Officers officers = read(input, Officers.MAX_BYTES, Officers::read);
            assertThat(Officers.read("again", officers.toJson()).all()).containsExactlyElementsOf(officers.all());
            return input;
        });
    }

    private static SortedSet<PostCode> posts(String... codes) {
        return new TreeSet<>(List.of(codes).stream().map(PostCode::new).toList());
    }

    @Test
    void a_charter_joined() {
        JoinedCharter good = new JoinedCharter(Hash.of(Bytes.EMPTY), new PartyCode("RU"));
        Damage.json(List.of(ReadableJson.write(good.toJson())), input -> {
            JoinedCharter joined = read(input, 1_000_000, JoinedCharter::read);
            assertThat(JoinedCharter.read("again", joined.toJson())).isEqualTo(joined);
            return input;
        });
    }

    @Test
    void a_clock() {
        ExerciseClock good = new ExerciseClock(NOON, NOON.plusSeconds(1));
        Damage.json(List.of(ReadableJson.write(good.toJson())), input -> {
            ExerciseClock clock = read(input, ExerciseClock.MAX_BYTES, ExerciseClock::read);
            assertThat(clock.now(NOON)).isNotNull();
            return input;
        });
    }

    @Test
    void what_a_running_node_says_of_itself() {
        RunningNode good = new RunningNode(1, ANY, ANY, ANY, NOON);
        Damage.json(List.of(ReadableJson.write(good.toJson())), input -> {
            RunningNode running = read(input, RunningNode.MAX_BYTES, RunningNode::read);
            running.seemsAlive();
            assertThat(RunningNode.read("again", running.toJson())).isEqualTo(running);
            return input;
        });
    }

    @Test
    void documents() {
        List<Bytes> documents = Vectors.cases("charter.json", "documents").stream()
                .map(one -> Bytes.ofUtf8(Vectors.text(one, "jws")))
                .toList();
        Damage.json(documents, input -> {
            Jws jws = Jws.parse("document", input);
            Registry.read("document", jws);
            assertThat(Documents.fileName(jws)).matches("[a-zA-Z0-9-]+\\.json");
            return jws.bytes();
        });
    }

    @Test
    void forms() throws Exception {
        Bytes good;
        try (InputStream pack =
                Objects.requireNonNull(FormPack.class.getResourceAsStream("/firebreak/forms/line.yaml"))) {
            good = Bytes.wrap(pack.readAllBytes());
        }
        Damage.bytes(good, input -> {
            FormPack.read("forms.yaml", input)
                    .forms()
                    .forEach(form ->
                            assertThat(Canonical.write(form.toJson()).isEmpty()).isFalse());
            return input;
        });
    }
}
