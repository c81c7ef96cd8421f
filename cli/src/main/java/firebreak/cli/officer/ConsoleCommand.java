package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import java.io.IOException;

/// A command that whoever can read the node's home may give to the running node, without being an officer.
abstract class ConsoleCommand extends HomeCommand {
    ConsoleCommand(World world) {
        super(world);
    }

    abstract int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException;

    @Override
    protected int act() throws Refusal, IOException, FormatException {
        Home home = home();
        try (NodeClient node = NodeClient.of(home)) {
            return act(home, node, token(home));
        }
    }

    static String token(Home home) throws Refusal, IOException, FormatException {
        return home.consoleToken()
                .orElseThrow(() -> new Refusal(
                        Exit.UNREACHABLE,
                        "the node of " + home
                                + " has left no token for its console: it is starting or stopping, try again"));
    }
}
