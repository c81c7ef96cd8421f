package firebreak.cli.officer;

import firebreak.cli.console.Act;
import firebreak.cli.console.HomeOption;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command about one node's home that answers people or programs.
abstract class HomeCommand extends Act {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    HomeCommand(World world) {
        super(world);
    }

    final Home home() throws Refusal {
        Home found = home.in(world);
        if (!found.exists()) {
            throw new Refusal(found + " is no home of a node: make one with firebreak init --home " + found);
        }
        return found;
    }

    /// How a person would go on from here, at the same home.
    final String next(String command) {
        return "firebreak " + command
                + home.find(world).map(found -> " --home " + found).orElse("");
    }

    final boolean json() {
        return json;
    }

    final int columns() {
        return Screen.columns(world);
    }

    /// Prints lines for people. Whatever came from elsewhere must have gone through [Shown] before.
    final void say(List<String> lines) {
        lines.forEach(this::say);
        out().flush();
    }

    /// Prints either the one or the other, as asked for.
    final void answer(Json value, List<String> lines) {
        if (json) {
            say(value);
        } else {
            say(lines);
        }
    }
}
