package firebreak.cli.officer;

import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Prompt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// How one command ended, as whoever gave it sees it.
record Ran(int exit, String out, String err) {
    @Command(name = "firebreak")
    private static final class Root {}

    static Ran command(World world, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        OfficerCommands.addTo(root, world);
        int exit = root.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    /// A user with nobody at the terminal, whose state is kept in this folder.
    static World user(Path state) {
        return new World(
                InstantSource.system(),
                new SecureRandom(),
                Prompt.NOBODY,
                Map.of("XDG_STATE_HOME", state.toString(), "COLUMNS", "160"),
                Path.of(""));
    }

    Json json() {
        try {
            return Canonical.readLoose("output", Bytes.ofUtf8(out), 64 << 20);
        } catch (FormatException malformed) {
            throw new AssertionError("not JSON: " + out + err, malformed);
        }
    }
}
