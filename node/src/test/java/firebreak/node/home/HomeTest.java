package firebreak.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
    private static final String CONFIG = """
            {
              "party": "RU", "mode": "live",
              "listen": "0.0.0.0:7443", "address": "https://node.example:7443",
              "api": "127.0.0.1:7080", "metrics": "127.0.0.1:7090"
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void settings_people_wrote_are_read_with_the_usual_lease() throws Exception {
        Home home = home(CONFIG);
        Config config = home.config();

        assertThat(config.party()).isEqualTo(new PartyCode("RU"));
        assertThat(config.lease()).isEqualTo("../home.lease");
        assertThat(home.leaseFile(config)).isEqualTo(folder.resolve("home.lease"));
        home.write(config);
        assertThat(home.config()).isEqualTo(config);
    }

    @Test
    void faults_in_settings_are_located() throws Exception {
        assertFault(CONFIG.replace("\"live\"", "\"war\""), "config.json.mode: expected 'live' or 'exercise'");
        assertFault(CONFIG.replace("7080", "70800"), "config.json.api: expected host:port");
        assertFault(CONFIG.replace("https", "http"), "config.json.address: expected an address");
        assertFault(CONFIG.replace("\"party\"", "\"colour\""), "member 'party' is missing");
        assertFault(CONFIG.replace("\"mode\"", "mode"), "config.json at 2:");
        assertFault(CONFIG.replace("{", "{\"spare\": 1,"), "unknown member 'spare'");
    }

    @Test
    void a_live_node_has_no_passphrase_in_its_settings_and_no_officers_from_afar() throws Exception {
        String remembered = CONFIG.replace("{", "{\"passphraseFile\": \"p\",");

        assertFault(remembered, "a live node keeps no passphrase beside its keys");
        assertFault(CONFIG.replace("127.0.0.1:7080", "0.0.0.0:7080"), "from its own machine only");
        String exercise = remembered.replace("live", "exercise").replace("127.0.0.1:7080", "0.0.0.0:7080");
        Home home = home(exercise);
        assertThat(home.passphraseFile(home.config())).contains(home.folder().resolve("p"));
    }

    @Test
    void a_folder_without_settings_is_no_home() {
        assertThatThrownBy(() -> Home.at(folder).config())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("firebreak init --home");
    }

    @Test
    void what_a_running_node_says_is_read_back_until_it_stops() throws Exception {
        Home home = home(CONFIG);
        Endpoint at = new Endpoint("127.0.0.1", 1);
        RunningNode self =
                new RunningNode(ProcessHandle.current().pid(), at, at, at, Instant.parse("2026-11-22T12:00:00Z"));
        home.write(self);
        String token = home.drawConsoleToken(new SplittableRandom(1));

        assertThat(home.running()).contains(self);
        assertThat(self.seemsAlive()).isTrue();
        assertThat(home.consoleToken()).contains(token);
        home.removeRunning();
        home.removeRunning();
        assertThat(home.running()).isEmpty();
        assertThat(home.consoleToken()).isEmpty();
    }

    @Test
    void a_charter_is_joined_once() throws Exception {
        Home home = home(CONFIG);
        JoinedCharter charter = new JoinedCharter(Hash.of(Bytes.EMPTY), new PartyCode("RU"));
        home.join(charter);
        home.join(charter);

        assertThat(home.charters()).containsExactly(charter);
    }

    @Test
    void files_that_are_no_documents_are_named_with_their_fault() throws Exception {
        Home home = home(CONFIG);
        Files.createDirectory(home.documents().folder());
        Files.writeString(home.documents().folder().resolve("note.json"), "{}");
        Files.writeString(home.documents().folder().resolve("readme.txt"), "no document");

        assertThat(home.holdings().refused()).singleElement().satisfies(refused -> {
            assertThat(refused.file().getFileName()).hasToString("note.json");
            assertThat(refused.reason()).contains("member 'payload' is missing");
        });
    }

    @Test
    void officers_are_read_as_they_were_written() throws Exception {
        Home home = home(CONFIG);
        PasswordHash hash =
                PasswordHash.of(secret("password"), PasswordHash.EXERCISE_EXPONENT, new SplittableRandom(1));
        Officer officer = new Officer(
                "a.b-c_9", new TreeSet<>(Set.of(Role.WATCH)), new TreeSet<>(Set.of(new PostCode("RU-MOD"))), hash);
        home.write(Officers.NONE.with(officer));

        assertThat(home.officers().all()).containsExactly(officer);
        assertThat(hash.toString()).doesNotContain(hash.hash().base64Url());
    }

    @Test
    void the_first_line_of_a_secret_file_counts() throws Exception {
        assertThat(SecretFile.read(file("words\nrest\n"))).isEqualTo(secret("words"));
        assertThat(SecretFile.read(file("words\r\n"))).isEqualTo(secret("words"));
        assertThat(SecretFile.read(file("words"))).isEqualTo(secret("words"));
        assertThat(SecretFile.read(file("x".repeat(SecretFile.MAX_BYTES) + "\n"))
                        .size())
                .isEqualTo(1024);
        for (String content : List.of("", "\n", "x".repeat(SecretFile.MAX_BYTES + 1))) {
            assertThatThrownBy(() -> SecretFile.read(file(content))).hasMessageContaining("passphrase of 1 to 1024");
        }
    }

    @Test
    void a_secret_file_that_others_may_read_is_refused() throws Exception {
        Path file = file("words");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SecretFile.read(file)).hasMessageContaining("chmod go=");
    }

    @Test
    void passphrases_come_from_option_environment_settings_and_person_in_this_order() throws Exception {
        Path named = file("named");
        Path settings = file("settings");
        Map<String, String> environment =
                Map.of(Passphrases.VARIABLE, file("environment").toString());
        Prompt person = typing("typed");

        assertThat(new Passphrases(Optional.of(named), environment, Optional.of(settings), person).known("x"))
                .isEqualTo(secret("named"));
        assertThat(new Passphrases(Optional.empty(), environment, Optional.of(settings), person).known("x"))
                .isEqualTo(secret("environment"));
        assertThat(new Passphrases(Optional.empty(), Map.of(), Optional.of(settings), person).known("x"))
                .isEqualTo(secret("settings"));
        assertThat(new Passphrases(Optional.empty(), Map.of(), Optional.empty(), person).known("x"))
                .isEqualTo(secret("typed"));
    }

    @Test
    void a_new_passphrase_is_typed_twice_alike() throws Exception {
        assertThat(asking(typing("one", "one")).fresh("x")).isEqualTo(secret("one"));
        assertThatThrownBy(() -> asking(typing("one", "two")).fresh("x")).hasMessageContaining("differ");
        assertThatThrownBy(() -> asking(typing("")).known("x")).hasMessageContaining("empty");
        assertThatThrownBy(() -> asking(Prompt.NOBODY).known("x")).hasMessageContaining("nobody to ask");
    }

    @Test
    void an_officer_is_asked_for_a_password_and_told_of_passwords() throws Exception {
        List<String> questions = new ArrayList<>();
        Prompt person = question -> {
            questions.add(question);
            return Optional.of(secret("the same"));
        };
        Passphrases.password(Optional.empty(), person).fresh("officer x");
        asking(person).fresh("post X");
        assertThat(questions)
                .containsExactly("New password of officer x", "Once more", "New passphrase of post X", "Once more");
        assertThatThrownBy(() ->
                        Passphrases.password(Optional.empty(), Prompt.NOBODY).fresh("officer x"))
                .hasMessage("no password and nobody to ask: give --password-file FILE");
        assertThatThrownBy(() -> Passphrases.password(Optional.empty(), typing("one", "two"))
                        .fresh("officer x"))
                .hasMessage("the two passwords of officer x differ: start again");
    }

    private static Passphrases asking(Prompt prompt) {
        return new Passphrases(Optional.empty(), Map.of(), Optional.empty(), prompt);
    }

    private static Prompt typing(String... secrets) {
        Deque<String> typed = new ArrayDeque<>(List.of(secrets));
        return _ -> Optional.ofNullable(typed.poll()).map(HomeTest::secret);
    }

    private void assertFault(String config, String reason) throws IOException {
        Home home = home(config);
        assertThatThrownBy(home::config).isInstanceOf(FormatException.class).hasMessageContaining(reason);
    }

    private Home home(String config) throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home);
        Files.writeString(home.resolve("config.json"), config);
        return Home.at(home);
    }

    private Path file(String content) throws IOException {
        Path file = Files.createTempFile(folder, "secret", "");
        Files.writeString(file, content);
        return file;
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
