package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Operators of several parties at one machine: commands run in one folder, secrets lie in `secrets/NAME` or are typed.
final class Operators {
    private final Path folder;
    private final Deque<String> typed = new ArrayDeque<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private Map<String, String> environment = Map.of();
    private String out = "";
    private String err = "";

    Operators(Path folder) {
        this.folder = folder;
    }

    /// Runs a command line; words with blanks stand in single quotes.
    int run(String line) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        World world = new World(() -> now, random, this::answer, environment, folder);
        int exit = Main.run(world, new PrintWriter(said, true), new PrintWriter(complained, true), words(line));
        out = said.toString();
        err = complained.toString();
        return exit;
    }

    /// What the last command printed.
    String said() {
        return out;
    }

    /// What the last command complained.
    String complained() {
        return err;
    }

    /// Runs a command line that must succeed, and gives what it printed.
    String done(String line) {
        assertThat(run(line)).as("%s%n%s%s", line, out, err).isZero();
        return out;
    }

    /// Runs a command line that must fail, and gives what it complained.
    String failed(int exit, String line) {
        assertThat(run(line)).as("%s%n%s%s", line, out, err).isEqualTo(exit);
        return err;
    }

    Json json(String line) {
        try {
            return Canonical.readLoose("output", Bytes.ofUtf8(done(line)), 1 << 20);
        } catch (FormatException notJson) {
            throw new AssertionError(notJson.reason(), notJson);
        }
    }

    private static String[] words(String line) {
        return java.util.regex.Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    private Optional<Secret> answer(String question) {
        return Optional.ofNullable(typed.poll()).map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    void types(String... secrets) {
        typed.addAll(java.util.List.of(secrets));
    }

    void environment(Map<String, String> variables) {
        environment = variables;
    }

    void advance(java.time.Duration by) {
        now = now.plus(by);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void secret(String name, String text) {
        try {
            Path file = path("secrets").resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A passphrase that is not the right one, in `wrong/NAME`.
    void wrong(String name, String text) {
        secret("../wrong/" + name, text);
    }

    /// An exercise home with two posts and a root of two of three, as CODE in lower case.
    void party(String code) {
        String home = code.toLowerCase(java.util.Locale.ROOT);
        for (String name : new String[] {"node", code + "-ONE", code + "-TWO", home + "-1", home + "-2", home + "-3"}) {
            secret(name, "secret words of " + name);
        }
        done("init --home " + home + " --party " + code + " --mode exercise --address https://127.0.0.1:7443"
                + " --post '" + code + "-ONE=First office' --post '" + code + "-TWO=Second office'"
                + " --passphrase-file secrets/node --post-passphrases secrets");
        done("ceremony root --home " + home + " --name 'Party " + code + "' --threshold 2 --passphrases secrets"
                + " --holder " + home + "-1 --holder " + home + "-2 --holder " + home + "-3");
    }

    /// Parties AA and BB with a charter both have joined and each other's manifests.
    String joined() {
        return joined("AA", "BB");
    }

    /// Parties with a charter all have joined and each other's manifests.
    ///
    /// @return the charter's fingerprint
    String joined(String... parties) {
        List<String> homes =
                Stream.of(parties).map(party -> party.toLowerCase(Locale.ROOT)).toList();
        Stream.of(parties).forEach(this::party);
        done("charter draft --name 'Test line' --mode exercise"
                + all(homes, home -> " --party " + home + "/root.json")
                + " --to charter.json");
        homes.forEach(home -> done("charter sign charter.json --home " + home + " --holder " + home + "-1 --holder "
                + home + "-2 --passphrases secrets --to charter-" + home + ".json"));
        String fingerprint = done("ceremony fingerprint charter.json").strip();
        for (String home : homes) {
            done("charter join" + all(homes, other -> " charter-" + other + ".json") + " --home " + home
                    + " --fingerprint '" + fingerprint + "'");
            done("ceremony manifest --home " + home + " --holder " + home + "-1 --holder " + home
                    + "-3 --passphrases secrets --to manifest-" + home + ".json");
        }
        for (String home : homes) {
            homes.stream()
                    .filter(other -> !other.equals(home))
                    .forEach(other -> done("charter join manifest-" + other + ".json --home " + home));
        }
        return fingerprint;
    }

    private static String all(List<String> homes, UnaryOperator<String> words) {
        return homes.stream().map(words).collect(Collectors.joining());
    }

    /// Also a channel AA-BB that both have joined.
    void talking() {
        joined();
        agreed();
    }

    /// A channel AA-BB that both have joined.
    void agreed() {
        done("channel draft --home aa --label AA-BB --member AA --member BB=BB-ONE --to channel.json");
        done("channel sign channel.json --home aa --post AA-TWO --passphrase-file secrets/AA-TWO --to channel-aa.json");
        done("channel sign channel.json --home bb --post BB-ONE --passphrase-file secrets/BB-ONE --to channel-bb.json");
        done("channel join channel-aa.json channel-bb.json --home aa");
        done("channel join channel-aa.json channel-bb.json --home bb");
    }
}
