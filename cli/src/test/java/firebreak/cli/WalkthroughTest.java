package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.World;
import firebreak.cli.officer.Relay;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/walkthrough.md` and `docs/recovery.md` are run as they stand: each command in its order, nodes as processes of
/// their own that are
/// killed, a network that is cut; what is printed must be what the page shows. What differs: folders and ports, keys
/// that are cheap to open (an exercise instead of a live home), and a line test every second.
final class WalkthroughTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Commands that change nothing: given again until they show what is to come.
    private static final Pattern LOOKS = Pattern.compile("firebreak (status|held|note (list|show)) .*");

    @TempDir
    private Path folder;

    private final Transcript transcript = new Transcript();
    private final Map<String, Relay> network = new HashMap<>();
    private final Map<String, Process> nodes = new HashMap<>();
    private String asked = "";

    @BeforeEach
    void lay_the_cable() throws Exception {
        for (String home : List.of("ru", "uk")) {
            network.put(home, Relay.onFreePort());
        }
        Files.createDirectories(folder.resolve("srv"));
        Path node = folder.resolve("node-passphrase");
        Files.writeString(node, secret("the node's keys") + "\n");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process node : nodes.values()) {
            node.destroyForcibly().waitFor();
        }
        for (Relay relay : network.values()) {
            relay.close();
        }
    }

    @Test
    void every_command_of_the_page_prints_what_the_page_shows() throws Exception {
        List<Transcript.Step> steps = Transcript.read(page("walkthrough.md"));
        assertThat(steps).hasSizeGreaterThan(80);
        play(steps, "walkthrough.md");
    }

    /// The page goes on where the walk-through has a line that works.
    @Test
    void every_command_of_the_page_on_recovery_prints_what_the_page_shows() throws Exception {
        List<String> before = page("walkthrough.md");
        play(
                Transcript.read(before.subList(0, before.indexOf("## 9. The network is cut: carry it by hand"))),
                "walkthrough.md");
        List<Transcript.Step> steps = Transcript.read(page("recovery.md"));
        assertThat(steps).hasSizeGreaterThan(15);
        play(steps, "recovery.md");
    }

    private void play(List<Transcript.Step> steps, String page) throws Exception {
        for (Transcript.Step step : steps) {
            switch (step.terminal()) {
                case "test" -> direct(step.command());
                default -> check(step, page);
            }
        }
    }

    private static List<String> page(String name) throws IOException {
        Path tree = Path.of("").toAbsolutePath();
        while (!Files.exists(tree.resolve("docs"))) {
            tree = Objects.requireNonNull(tree.getParent(), "no docs above the working folder");
        }
        return Files.readAllLines(tree.resolve("docs").resolve(name));
    }

    private void direct(String directive) throws IOException {
        for (Relay relay : network.values()) {
            switch (directive) {
                case "cut" -> relay.cut();
                case "plug" -> relay.mend();
                default -> throw new AssertionError("the page says what no test knows: " + directive);
            }
        }
    }

    private void check(Transcript.Step step, String page) throws Exception {
        String command = transcript.meant(step.command());
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> happened = run(step.terminal(), command);
        boolean fits = transcript.fits(step.shown(), happened);
        while (!fits && LOOKS.matcher(command).matches() && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
            happened = run(step.terminal(), command);
            fits = transcript.fits(step.shown(), happened);
        }
        assertThat(fits)
                .as(
                        "%s line %d: %s%nshown:%n%s%nhappened:%n%s",
                        page, step.line(), command, String.join("\n", step.shown()), String.join("\n", happened))
                .isTrue();
    }

    private List<String> run(String terminal, String command) throws Exception {
        if (command.startsWith("firebreak serve ")) {
            return serve(here(command.replace(" &", "")));
        }
        return command.startsWith("firebreak ") ? firebreak(terminal, here(command)) : shell(here(command));
    }

    /// With the folders, ports and cheap keys of the test.
    private String here(String command) {
        String own = command.replace("/srv/", folder + "/srv/")
                .replace("/media/", folder + "/media/")
                .replace("--mode live", "--mode exercise")
                .replace("--frame-seconds 60", "--frame-seconds 1");
        return own.startsWith("firebreak init ")
                ? own.replace("https://moscow.example:7443", address("ru"))
                                .replace("https://london.example:7443", address("uk"))
                        + " --listen 127.0.0.1:0 --api 127.0.0.1:0 --metrics 127.0.0.1:0"
                : own;
    }

    private String address(String home) {
        return "https://127.0.0.1:" + Objects.requireNonNull(network.get(home)).port();
    }

    /// As the page would show it.
    private List<String> there(String output) {
        String shown = output.replace(folder + "/srv/", "/srv/")
                .replace(folder + "/media/", "/media/")
                .replace(folder + "/", "")
                .replace(address("ru"), "https://moscow.example:7443")
                .replace(address("uk"), "https://london.example:7443")
                .replace(address("ru").substring(8), "moscow.example:7443")
                .replace(address("uk").substring(8), "london.example:7443")
                .replace("exercise", "live");
        List<String> lines = new ArrayList<>(shown.lines().toList());
        lines.replaceAll(String::stripTrailing);
        return lines;
    }

    private List<String> firebreak(String terminal, String command) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        World world = new World(
                InstantSource.system(),
                new SecureRandom(),
                this::answer,
                Map.of("XDG_STATE_HOME", folder.resolve("state-" + terminal).toString(), "COLUMNS", "200"),
                folder);
        List<String> words = words(command);
        int exit = Main.run(world, both, both, words.subList(1, words.size()).toArray(String[]::new));
        return there(said + (exit == 0 ? "" : "[exit " + exit + "]\n"));
    }

    /// Each secret is told by whose it is.
    private Optional<Secret> answer(String question) {
        asked = question.equals("Once more") ? asked : question;
        return Optional.of(Secret.wrap(secret(asked).getBytes(StandardCharsets.UTF_8)));
    }

    private static String secret(String question) {
        return "secret words of " + question.substring(question.lastIndexOf(' ') + 1);
    }

    /// Words as a shell takes them, quoted where they have blanks.
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Pattern.compile("(?:'[^']*'|[^\\s'])+")
                .matcher(command)
                .results()
                .forEach(word -> words.add(word.group().replace("'", "")));
        return words;
    }

    private List<String> shell(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = shell.waitFor();
        for (Process node : nodes.values()) {
            if (command.startsWith("kill ") && command.contains(homeOf(node).toString())) {
                assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        }
        return there(output + (exit == 0 ? "" : "[exit " + exit + "]\n"));
    }

    private Path homeOf(Process node) {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(node))
                .map(entry -> folder.resolve("srv").resolve(entry.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> serve(String command) throws Exception {
        List<String> words = words(command);
        Path home = Path.of(words.get(words.indexOf("--home") + 1));
        String name = String.valueOf(home.getFileName());
        Path out = folder.resolve(name + ".out");
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        all.addAll(words.subList(1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve(name + ".log").toFile());
        builder.environment()
                .put(
                        "FIREBREAK_PASSPHRASE_FILE",
                        folder.resolve("node-passphrase").toString());
        Process node = builder.start();
        nodes.put(name, node);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(out).contains("is running") && node.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
        Home served = Home.at(home);
        Objects.requireNonNull(network.get(name))
                .to(served.running().orElseThrow().listen().port());
        return there(Files.readString(out));
    }
}
