package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `firebreak stop`. Done when the node has said in its home that it is gone.
@Command(
        name = "stop",
        description = "Stop the running node: what it is doing is finished, what it owes is kept.",
        footer = {"", "Example:", "  firebreak stop --home ru"})
final class StopCommand extends ConsoleCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    StopCommand(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        Optional<RunningNode> before = home.running();
        node.post("/v1/console/stop", token, Json.object().build()).bytes();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (before.isPresent() && runs(home, before)) {
            if (System.nanoTime() > end) {
                throw new Refusal("the node was asked to stop and after " + PATIENCE.toSeconds()
                        + " seconds still runs as process " + before.get().pid() + ": its log says what it does");
            }
            pause();
        }
        answer(Json.object().with("stopped", true).build(), List.of("The node of " + home + " has stopped"));
        return Exit.DONE;
    }

    private static boolean runs(Home home, Optional<RunningNode> before) throws IOException, FormatException {
        try {
            return home.running().equals(before);
        } catch (IOException vanished) {
            if (vanished.getCause() instanceof NoSuchFileException) {
                return false; // removed between looking for it and reading it
            }
            throw vanished;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; the node was asked to stop", stopped);
        }
    }
}
