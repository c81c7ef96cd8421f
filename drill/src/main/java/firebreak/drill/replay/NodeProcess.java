package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One party's node as a process of its own. Stopped by its process id, and with this program at the latest.
final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long LOOK_MS = 25;

    private final PartyCode party;
    private final Home home;
    private final Process process;
    private final Path log;
    private final Thread withThisProgram;

    private NodeProcess(PartyCode party, Home home, Process process, Path log) {
        this.party = party;
        this.home = home;
        this.process = process;
        this.log = log;
        withThisProgram = new Thread(process::destroy, "stop-" + party);
        Runtime.getRuntime().addShutdownHook(withThisProgram);
    }

    /// @param clock the case's time at the start
    static NodeProcess start(PartyCode party, Home home, Path log, Instant clock) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "firebreak.cli.Main",
                "serve",
                "--home",
                home.folder().toString(),
                "--clock",
                clock.toString()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new NodeProcess(party, home, process, log);
    }

    /// Waits until the node says where it listens.
    RunningNode running() throws IOException {
        Instant end = Instant.now().plus(START);
        while (Instant.now().isBefore(end)) {
            Optional<RunningNode> said = said();
            if (said.isPresent() && said.get().pid() == process.pid()) {
                return said.get();
            }
            if (!process.isAlive()) {
                throw new IOException("the node of " + party + " ended with exit code " + process.exitValue() + ": "
                        + lastWords() + "; its log is " + log);
            }
            pause();
        }
        throw new IOException(
                "the node of " + party + " did not start within " + START.toSeconds() + " s; its log is " + log);
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    private Optional<RunningNode> said() throws IOException {
        try {
            return home.running();
        } catch (FormatException halfWritten) {
            return Optional.empty();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a node", stop);
        }
    }

    String consoleToken() throws IOException {
        try {
            return home.consoleToken()
                    .orElseThrow(() -> new IOException("the node of " + party + " wrote no console token"));
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    long pid() {
        return process.pid();
    }

    Asking asking(HttpClient http, int port) throws IOException {
        return new Asking(http, port, consoleToken());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(withThisProgram);
        } catch (IllegalStateException ending) {
            // the program is ending, and the hook runs or has run
        }
    }
}
