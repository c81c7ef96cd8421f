package firebreak.drill.nodes;

import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One party's node as a process of its own, started as `./firebreak serve` starts it. Stopped by its process id,
/// and with this program at the latest.
public final class NodeProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final PartyCode party;
    private final Home home;
    private final Process process;
    private final Path log;
    private final Thread withThisProgram;
    private final long begun = System.nanoTime();

    private NodeProcess(PartyCode party, Home home, Process process, Path log) {
        this.party = party;
        this.home = home;
        this.process = process;
        this.log = log;
        withThisProgram = new Thread(process::destroy, "stop-" + party);
        Runtime.getRuntime().addShutdownHook(withThisProgram);
    }

    /// Starts the process and returns at once.
    ///
    /// @param log where all it prints is added
    /// @param java options for its Java, beyond those of the launcher
    /// @param serve arguments for `serve`, beyond the home
    public static NodeProcess start(PartyCode party, Home home, Path log, List<String> java, List<String> serve)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(java);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "firebreak.cli.Main",
                "serve",
                "--home",
                home.folder().toString()));
        command.addAll(serve);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new NodeProcess(party, home, process, log);
    }

    /// Waits until the node says where it listens.
    ///
    /// @param within from the start of the process
    /// @param every how often it is looked for
    /// @throws IOException when it ends before that, with its last words, or does not say so in time
    public RunningNode running(Duration within, Duration every) throws IOException {
        while (age() < within.toNanos()) {
            Optional<RunningNode> said = said();
            if (said.isPresent() && said.get().pid() == process.pid()) {
                return said.get();
            }
            if (!process.isAlive()) {
                throw new IOException("the node of " + party + " ended with exit code " + process.exitValue() + ": "
                        + lastWords() + "; its log is " + log);
            }
            pause(every);
        }
        throw new IOException("the node of " + party + " did not start within " + within.toSeconds() + " s: "
                + lastWords() + "; its log is " + log);
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

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a node", stop);
        }
    }

    /// Opens the console's routes of this node.
    public String consoleToken() throws IOException {
        try {
            return home.consoleToken()
                    .orElseThrow(() -> new IOException("the node of " + party + " wrote no console token"));
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Nanoseconds since the process was started.
    public long age() {
        return System.nanoTime() - begun;
    }

    /// Returns when the process has ended.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
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
