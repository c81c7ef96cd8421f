package firebreak.cli.console;

import firebreak.node.home.Home;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/// A command about one node's home.
public abstract class HomeAct extends JsonAct {
    @Mixin
    private HomeOption home = new HomeOption();

    protected HomeAct(World world) {
        super(world);
    }

    /// @throws Refusal when there is none, with the way to make one
    protected final Home home() throws Refusal {
        Home found = folder();
        if (!found.exists()) {
            throw new Refusal(found + " is no home of a node: make one with firebreak init --home " + found);
        }
        return found;
    }

    /// The folder named, whether or not it is a home yet.
    protected final Home folder() throws Refusal {
        return home.in(world);
    }

    /// For commands that can do without.
    protected final Optional<Home> homeIfNamed() {
        return home.find(world);
    }

    /// How a person would go on from here, at the same home.
    protected final String next(String command) {
        return "firebreak " + command
                + home.find(world).map(found -> " --home " + found).orElse("");
    }
}
