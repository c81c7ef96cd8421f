package firebreak.bench.nodes;

import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One party's node as a process of its own, started as `./firebreak serve` starts it. Stopped by its process id,
/// and with this program at the latest.
public final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final long LOOK_MS = 2;

    private final PartyCode party;
    private final Home home;
    private final Process process;
    private final Path log;
    private final Thread atExit;
    private final long begun = System.nanoTime();

    private NodeProcess(PartyCode party, Home home, Process process, Path log) {
        this.party = party;
        this.home = home;
        this.process = process;
        this.log = log;
        atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Starts the process and returns at once.
    ///
    /// @param options for its Java, beyond those of the launcher
    static NodeProcess start(PartyCode party, Home home, Path log, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "firebreak.cli.Main",
                "serve",
                "--home",
                home.folder().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new NodeProcess(party, home, process, log);
    }

    /// Waits until the node says where it listens.
    RunningNode running() throws IOException {
        while (System.nanoTime() - begun < START.toNanos()) {
            Optional<RunningNode> said = said();
            if (said.isPresent() && said.get().pid() == process.pid()) {
                return said.get();
            }
            if (!process.isAlive()) {
                throw new IOException("the node of " + party + " ended with exit code " + process.exitValue()
                        + "; its log is " + log);
            }
            pause();
        }
        throw new IOException(
                "the node of " + party + " did not start within " + START.toSeconds() + " s; its log is " + log);
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

    public long pid() {
        return process.pid();
    }

    /// Nanoseconds since the process was started.
    public long age() {
        return System.nanoTime() - begun;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException alreadyExiting) {
            // the hook does the same
        }
    }
}
