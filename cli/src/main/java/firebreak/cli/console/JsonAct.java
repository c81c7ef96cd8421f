package firebreak.cli.console;

import firebreak.encoding.Json;
import java.util.List;
import picocli.CommandLine.Option;

/// A command that answers people, or programs that ask for JSON.
public abstract class JsonAct extends Act {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    protected JsonAct(World world) {
        super(world);
    }

    /// Whether a program asks.
    protected final boolean json() {
        return json;
    }

    /// Prints lines for people. What came from another party must be printable.
    protected final void say(List<String> lines) {
        lines.forEach(this::say);
        out().flush();
    }

    /// Prints either the one or the other, as asked for.
    protected final void answer(Json value, List<String> lines) {
        if (json) {
            say(value);
        } else {
            say(lines);
        }
    }
}
