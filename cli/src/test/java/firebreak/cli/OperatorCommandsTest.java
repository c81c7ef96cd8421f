package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The operator's commands as people and scripts use them.
final class OperatorCommandsTest {
    private static final String LIVE =
            "init --home live --party AA --mode live --address https://node.example:7443 --passphrase-file secrets/node";

    @TempDir
    private Path folder;

    private Operators at = new Operators(Path.of(""));

    @BeforeEach
    void sit_down() {
        at = new Operators(folder);
    }

    @Test
    void two_parties_set_up_a_line_from_nothing() throws Exception {
        at.talking();

        for (String home : List.of("aa", "bb")) {
            var holdings = Home.at(at.path(home)).holdings();
            assertThat(holdings.refused()).isEmpty();
            assertThat(holdings.registry().entries()).hasSize(4);
        }
        assertThat(at.done("channel list --home bb")).contains("AA-BB", "bilateral", "AA-ONE, AA-TWO, BB-ONE");
        assertThat(at.done("channel show AA-BB --home aa"))
                .contains(
                        "Bilateral",
                        "AA       signed by AA-TWO",
                        "BB       signed by BB-ONE",
                        "Signed by all who must.");
    }

    @Test
    void a_charter_reads_like_a_document_and_names_who_is_missing() {
        at.party("AA");
        at.party("BB");
        at.done(
                "charter draft --name 'Test line' --mode exercise --party aa/root.json --party bb/root.json --to charter.json");
        at.done("charter sign charter.json --home aa --holder aa-2 --passphrases secrets");

        assertThat(at.done("charter show charter.json"))
                .contains(
                        "Charter \"Test line\", version 1",
                        "exercise",
                        "AA       Party AA: 2 of 3 root holders speak for it",
                        "AA       signed by aa-2; missing 1 of aa-1, aa-3",
                        "BB       has not signed; missing 2 of bb-1, bb-2, bb-3",
                        "Not yet signed by all who must.");
    }

    @Test
    void what_a_program_reads_says_the_same() throws Exception {
        at.talking();
        Json shown = at.json("channel show AA-BB --home aa --json");

        assertThat(new String(Canonical.write(shown).toArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"complete\":true", "\"signed\":[\"AA-TWO\"]", "\"document\":\"channel\"");
        assertThat(at.json("officer list --home aa --json")).isNotNull();
        assertThat(at.json("post list --home aa --json")).isNotNull();
        assertThat(at.json("channel list --home aa --json")).isNotNull();
        assertThat(at.json("charter show --home aa --json")).isNotNull();
    }

    @Test
    void a_charter_is_joined_only_with_the_fingerprint_as_others_read_it() {
        at.party("AA");
        at.party("BB");
        at.done(
                "charter draft --name 'Test line' --mode exercise --party aa/root.json --party bb/root.json --to charter.json");
        at.done("charter sign charter.json --home aa --holder aa-1 --holder aa-2 --passphrases secrets");

        assertThat(at.failed(1, "charter join charter.json --home aa")).contains("compare the fingerprint");
        String right = at.done("ceremony fingerprint charter.json").strip();
        String wrong = at.done("ceremony fingerprint aa/root.json").strip();
        assertThat(at.failed(1, "charter join charter.json --home aa --fingerprint '" + wrong + "'"))
                .contains("differs from the one you compared");
        assertThat(at.failed(1, "charter join charter.json --home aa --fingerprint '" + right + "'"))
                .contains("signed by 0 root holders of BB");
    }

    @Test
    void fingerprints_are_the_same_or_different() {
        at.party("AA");
        String digits = at.done("ceremony fingerprint --home aa").strip();

        assertThat(digits).matches("([0-9]{6} ){12}[0-9]{6}");
        assertThat(at.done("ceremony fingerprint --home aa --compare '" + digits.replace(" ", "") + "'"))
                .isEqualTo("same" + System.lineSeparator());
        String other = digits.substring(0, digits.length() - 1) + (digits.endsWith("0") ? "1" : "0");
        assertThat(at.run("ceremony fingerprint --home aa --compare '" + other + "'"))
                .isEqualTo(3);
        assertThat(at.failed(1, "ceremony fingerprint --home aa --compare 12")).contains("78 decimal digits");
    }

    @Test
    void a_charter_that_names_another_root_for_the_own_party_is_not_joined() throws Exception {
        String fingerprint = at.joined();
        Files.copy(at.path("bb/root.json"), at.path("other.json"));
        at.done(
                "init --home again --party AA --mode exercise --address https://127.0.0.1:7443 --passphrase-file secrets/node");
        at.done("ceremony root --home again --name 'Party AA' --threshold 1 --holder aa-1 --passphrases secrets");

        assertThat(at.failed(
                        1,
                        "charter join charter-aa.json charter-bb.json --home again --fingerprint '" + fingerprint
                                + "'"))
                .contains("names another root for AA");
    }

    @Test
    void a_wrong_passphrase_has_an_exit_code_of_its_own() {
        at.joined();
        at.done("channel draft --home aa --label AA-BB --member AA --member BB --to channel.json");

        assertThat(at.failed(5, "channel sign channel.json --home aa --post AA-ONE --passphrase-file secrets/BB-ONE"))
                .contains("not the passphrase of post AA-ONE");
    }

    @Test
    void a_post_of_another_party_is_not_signed_for() {
        at.joined();
        at.done("channel draft --home aa --label AA-BB --member AA --member BB --to channel.json");

        assertThat(at.failed(1, "channel sign channel.json --home aa --post BB-ONE --passphrase-file secrets/BB-ONE"))
                .contains("BB-ONE is not a post of AA");
    }

    @Test
    void an_expired_proposal_is_neither_signed_nor_joined() {
        at.joined();
        at.done("channel draft --home aa --label AA-BB --member AA --member BB --days 1 --to channel.json");
        at.done("channel sign channel.json --home aa --post AA-ONE --passphrase-file secrets/AA-ONE");
        at.advance(Duration.ofDays(1));
        at.done("channel sign channel.json --home bb --post BB-ONE --passphrase-file secrets/BB-ONE");
        at.advance(Duration.ofSeconds(1));

        assertThat(at.failed(1, "channel sign channel.json --home bb --post BB-TWO --passphrase-file secrets/BB-TWO"))
                .contains("expired at 2026-11-23T12:00:00Z");
        assertThat(at.failed(1, "channel join channel.json --home aa")).contains("expired at", "--expired");
        assertThat(at.done("channel join channel.json --home aa --expired")).contains("AA-BB");
    }

    @Test
    void a_channel_is_amended_and_keeps_its_records() throws Exception {
        at.talking();
        at.done("channel draft --home aa --amend AA-BB --member AA --member BB --form free-text --to next.json");
        at.done("channel sign next.json --home aa --post AA-ONE --passphrase-file secrets/AA-ONE");
        at.done("channel sign next.json --home bb --post BB-ONE --passphrase-file secrets/BB-ONE");
        at.done("channel join next.json --home aa");

        assertThat(at.done("channel list --home aa")).contains("version 2", "BB-ONE, BB-TWO");
        assertThat(Home.at(at.path("aa")).holdings().refused()).isEmpty();
    }

    @Test
    void witnesses_are_added_to_a_channel_and_it_is_said_what_their_number_is_good_for() throws Exception {
        at.joined("AA", "BB", "CC", "DD", "EE", "FF");
        at.agreed();
        assertThat(at.done("witness list --home aa")).contains("no witnesses", "all times are claimed");
        assertThat(at.failed(1, "witness add AA-BB GG --home aa --to next.json"))
                .contains("the manifest of GG is not known here");
        assertThat(at.failed(2, "witness add AA-BB --home aa --to next.json")).contains("name a party to add");
        assertThat(at.failed(2, "witness add AA-BB CC --home aa --needed 2 --to next.json"))
                .contains("between 0 and the number of witnesses, 1");
        assertThat(at.done("witness add AA-BB CC DD EE --home aa --to three.json"))
                .contains(
                        "3 of 3 witnesses needed: CC, DD, EE",
                        "stands none that lies or is away; for one, 1 more are wanted, 4 in all with 3 needed");
        assertThat(at.done("witness add AA-BB CC DD EE FF --home aa --to next.json"))
                .contains("version 2 of AA-BB", "3 of 4 witnesses needed: CC, DD, EE, FF", "stands 1 that lies");

        at.done("channel sign next.json --home aa --post AA-ONE --passphrase-file secrets/AA-ONE");
        at.done("channel sign next.json --home bb --post BB-ONE --passphrase-file secrets/BB-ONE");
        at.done("channel join next.json --home aa");

        assertThat(at.done("witness list --home aa")).contains("3 of 4 witnesses needed", "stands 1");
        assertThat(at.done("channel show AA-BB --home aa")).contains("Witnesses: 3 of CC, DD, EE, FF", "BB-ONE");
        assertThat(at.failed(1, "witness add AA-BB --remove BB --home aa --to x.json"))
                .contains("BB is not among the witnesses of AA-BB");
        assertThat(at.done("witness add AA-BB --remove FF --needed 2 --home aa --to x.json"))
                .contains("2 of 3 witnesses needed: CC, DD, EE");
        assertThat(Home.at(at.path("aa")).holdings().refused()).isEmpty();
    }

    @Test
    void a_next_manifest_follows_when_a_post_is_added() throws Exception {
        at.joined();
        at.secret("AA-NEW", "secret words of AA-NEW");
        at.done("post add AA-NEW --home aa --title 'New office' --passphrase-file secrets/AA-NEW");
        at.done("ceremony manifest --home aa --holder aa-1 --holder aa-2 --passphrases secrets --to next.json");
        at.done("charter join next.json --home bb");

        assertThat(at.done("charter show next.json --home bb")).contains("anifest of AA, version 2", "New office");
        assertThat(at.failed(1, "post add AA-NEW --home aa --title 'New office' --passphrase-file secrets/AA-NEW"))
                .contains("already");
    }

    @Test
    void a_manifest_with_too_few_signatures_is_completed_by_charter_sign() {
        at.joined();
        assertThat(at.done("ceremony manifest --home aa --holder aa-1 --passphrases secrets --to part.json"))
                .contains("not complete yet: signed by 1 root holders of AA, needed are 2");
        at.done("charter sign part.json --home aa --holder aa-3 --passphrases secrets");

        assertThat(at.done("charter join part.json --home bb")).contains("Took in manifest of AA, version 2");
    }

    @Test
    void a_live_home_refuses_weak_settings() throws Exception {
        at.secret("node", "short");
        assertThat(at.failed(1, LIVE)).contains("too short for a live home");
        at.secret("node", "long enough a passphrase");
        assertThat(at.failed(1, LIVE + " --api 0.0.0.0:7080")).contains("from its own machine only");
        assertThat(at.failed(1, LIVE.replace("https:", "http:"))).contains("expected an address such as https:");
        Files.setPosixFilePermissions(at.path("secrets").resolve("node"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(at.failed(1, LIVE)).contains("open to others");
        assertThat(at.path("live")).doesNotExist();
    }

    @Test
    void the_root_of_a_live_line_never_lies_in_its_home() throws Exception {
        at.secret("node", "long enough a passphrase");
        at.secret("anna", "another long passphrase");
        at.done(LIVE);
        String root = "ceremony root --home live --name 'Party AA' --threshold 1 --passphrases secrets";

        assertThat(at.failed(2, root + " --holder anna")).contains("--holder anna=DIR", "medium", "--out DIR");
        assertThat(at.failed(1, root + " --holder anna=live/keys/roots")).contains("may not lie in the home");
        assertThat(at.failed(1, root + " --holder anna --out live/../live/deep/er"))
                .contains("may not lie in the home");
        Files.createSymbolicLink(at.path("link"), at.path("live"));
        assertThat(at.failed(1, root + " --holder anna=link/x")).contains("may not lie in the home");
        assertThat(at.path("live/root.json")).doesNotExist();

        assertThat(at.done(root + " --holder anna=media/anna"))
                .contains("takes their file away", "media/anna/anna.age");
        assertThat(at.path("media/anna/anna.age")).exists();
        assertThat(at.path("live/keys/roots")).doesNotExist();
    }

    @Test
    void holders_with_media_of_their_own_sign() {
        at.party("AA");
        at.secret("bob", "secret words of bob");
        at.secret("eve", "secret words of eve");
        at.done(
                "init --home b2 --party BB --mode exercise --address https://127.0.0.1:7443 --passphrase-file secrets/node");
        at.done("ceremony root --home b2 --name 'Party BB' --threshold 2 --passphrases secrets"
                + " --holder bob=media/1 --holder eve --out media/2");
        at.done("charter draft --name X --mode exercise --party aa/root.json --party b2/root.json --to charter.json");

        assertThat(at.failed(1, "charter sign charter.json --home b2 --passphrases secrets --holder eve=media/1"))
                .contains("there are no keys of root holder eve at", "media/1/eve.age");
        at.done("charter sign charter.json --home b2 --passphrases secrets --holder bob=media/1 --holder eve=media/2");
        assertThat(at.done("charter show charter.json")).contains("BB       signed by bob, eve");
    }

    @Test
    void what_is_done_is_told_to_programs_too() throws Exception {
        at.secret("node", "some words");
        String init = "init --home aa --party AA --mode exercise --address https://127.0.0.1:7443"
                + " --passphrase-file secrets/node --post AA-ONE=One --json";
        at.secret("AA-ONE", "words of a post");
        assertThat(text(at.json(init + " --post-passphrases secrets")))
                .contains("\"posts\":[\"AA-ONE\"]", "\"lease\":");
        at.secret("a1", "words of a holder");
        Json root = at.json("ceremony root --home aa --name A --threshold 1 --holder a1 --passphrases secrets --json");
        String digits = at.done("ceremony fingerprint --home aa").strip();
        assertThat(text(root)).contains(digits, "a1.age");
        assertThat(text(at.json("ceremony fingerprint --home aa --compare '" + digits + "' --json")))
                .isEqualTo("{\"same\":true}");
    }

    private static String text(Json json) {
        return new String(Canonical.write(json).toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void a_post_of_a_live_home_has_a_passphrase_that_the_operator_does_not_know() {
        at.secret("node", "long enough a passphrase");
        at.types("long enough a passphrase", "long enough a passphrase");

        assertThat(at.failed(1, LIVE + " --post 'AA-ONE=First office'")).contains("is that of the node");
        assertThat(at.path("live")).doesNotExist();
    }

    @Test
    void what_is_typed_twice_must_be_the_same_and_nobody_to_ask_is_said() {
        String init = "init --home aa --party AA --mode exercise --address https://127.0.0.1:7443";
        at.types("first words", "other words");

        assertThat(at.failed(1, init)).contains("differ: start again");
        assertThat(at.failed(1, init)).contains("--passphrase-file FILE, or set FIREBREAK_PASSPHRASE_FILE");
        at.types("first words", "first words");
        at.done(init);
        assertThat(at.failed(1, init)).contains("is a home already");
    }

    @Test
    void passphrase_and_home_may_come_from_the_environment() throws Exception {
        at.secret("node", "some words");
        at.environment(Map.of(
                "FIREBREAK_HOME",
                "aa",
                "FIREBREAK_PASSPHRASE_FILE",
                at.path("secrets/node").toString()));
        at.done("init --party AA --mode exercise --address https://127.0.0.1:7443");

        assertThat(at.done("officer list")).isEmpty();
        assertThat(Home.at(at.path("aa")).config().passphraseFile()).isEmpty();
    }

    @Test
    void officers_come_change_and_go() throws Exception {
        at.party("AA");
        at.secret("petrov", "a password");
        at.secret("new", "another password");
        at.done("officer add petrov --home aa --role draft --role watch --post AA-ONE --password-file secrets/petrov");
        Home home = Home.at(at.path("aa"));

        assertThat(at.done("officer list --home aa")).contains("petrov", "watch, draft", "AA-ONE");
        assertThat(home.officers().signIn("petrov", secret("a password"))).isPresent();
        at.done("officer password petrov --home aa --password-file secrets/new");
        assertThat(home.officers().signIn("petrov", secret("a password"))).isEmpty();
        assertThat(home.officers().signIn("petrov", secret("another password"))).isPresent();
        at.done("officer remove petrov --home aa");
        assertThat(home.officers().all()).isEmpty();
    }

    @Test
    void officers_are_refused_unknown_posts_roles_and_second_names() {
        at.party("AA");
        at.secret("petrov", "a password");
        String add = "officer add petrov --home aa --password-file secrets/petrov";

        assertThat(at.failed(1, add + " --role draft --post BB-ONE")).contains("this home has no post BB-ONE");
        assertThat(at.failed(1, add + " --role king --post AA-ONE")).contains("watch, draft or release");
        at.done(add + " --role draft --post AA-ONE");
        assertThat(at.failed(1, add + " --role draft --post AA-ONE")).contains("called petrov already");
        assertThat(at.failed(1, "officer remove ivanova --home aa")).contains("no officer is called ivanova");
    }

    @Test
    void public_keys_of_all_parties_go_to_any_jose_library() throws Exception {
        at.talking();
        at.done("keys export --home aa --all --to all.json");
        at.done("keys export --home aa --to own.json");

        // own: node, two posts, three roots; of all, twice that; each two keys
        assertThat(keys("own.json")).hasSize(2 * 6);
        assertThat(keys("all.json")).hasSize(2 * 12);
        assertThat(keys("all.json")).allSatisfy(key -> {
            Map<String, Json> members = ((Json.Obj) key).members();
            assertThat(members).containsKeys("kid", "kty");
            assertThat(members.get("kty")).isIn(Json.of("OKP"), Json.of("AKP"));
        });
    }

    @Test
    void a_command_without_a_home_says_how_to_make_one() {
        assertThat(at.failed(1, "officer add x --role draft --post AA-ONE --home nowhere"))
                .contains("firebreak init --home");
        assertThat(at.failed(1, "post list --home nowhere")).contains("firebreak init --home");
        assertThat(at.failed(2, "officer list")).contains("--home DIR");
    }

    @Test
    void every_command_has_help_with_an_example_that_a_terminal_shows_whole() {
        commands(Main.commandLine())
                .forEach(command -> assertThat(command.getUsageMessage())
                        .as(command.getCommandSpec().qualifiedName())
                        .contains("--help")
                        .containsPattern("Examples?:")
                        .satisfies(help -> assertThat(
                                        command.getCommandSpec().usageMessage().footer())
                                .allMatch(line -> line.length() <= 80)));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(OperatorCommandsTest::commands);
    }

    private List<Json> keys(String file) throws Exception {
        Json set = Canonical.read(file, Bytes.wrap(Files.readAllBytes(at.path(file))), 1 << 20);
        return ((Json.Arr) java.util.Objects.requireNonNull(
                        ((Json.Obj) set).members().get("keys")))
                .items();
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
