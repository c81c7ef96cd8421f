package firebreak.node.serve;

import firebreak.encoding.FormatException;
import firebreak.node.home.RunningNode;
import firebreak.node.store.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The node of a station in a process of its own, which a test may kill.
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param wrapper a command that runs the command appended to it
    static NodeProcess start(Station station, Path log, String... wrapper) throws IOException {
        List<String> command = Child.command(
                List.of(wrapper), ServeChild.class, station.home.folder().toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new NodeProcess(process, log);
    }

    /// Waits until the node says where it listens, plugs its cable in, signs in and unlocks.
    Desk open(Station station) throws IOException, FormatException {
        RunningNode running = Until.found("the node of " + station.party + " runs", () -> said(station));
        station.cable.plug(running.listen().port());
        return Desk.open(station.home, running.api().port(), station.post);
    }

    private Optional<RunningNode> said(Station station) throws IOException, FormatException {
        if (!process.isAlive()) {
            throw new AssertionError("the node ended with " + process.exitValue() + ": " + log());
        }
        return station.home.running().filter(running -> running.pid() == process.pid());
    }

    /// SIGKILL: nothing runs in the process any more.
    void kill() {
        process.destroyForcibly();
        await();
    }

    /// `STOP` freezes it where it is, `CONT` lets it go on: a machine that hangs, or is cut off from everything.
    void signal(String name) throws IOException {
        Child.await(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start());
    }

    int await() {
        return Child.await(process);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        kill();
    }
}
