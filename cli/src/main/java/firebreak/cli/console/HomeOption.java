package firebreak.cli.console;

import firebreak.node.home.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--home DIR` of every command that works on a node's home.
public final class HomeOption {
    private static final String VARIABLE = "FIREBREAK_HOME";

    @Option(names = "--home", paramLabel = "DIR", description = "The node's home (or set FIREBREAK_HOME).")
    private @Nullable Path home;

    /// @throws Refusal as wrong usage, when neither option nor environment says
    public Home in(World world) throws Refusal {
        return find(world).orElseThrow(() -> new Refusal(Exit.USAGE, "say which node: --home DIR, or set " + VARIABLE));
    }

    /// For commands that can do without.
    public Optional<Home> find(World world) {
        return Optional.ofNullable(home)
                .or(() -> Optional.ofNullable(world.environment().get(VARIABLE)).map(Path::of))
                .map(world::path)
                .map(Home::at);
    }
}
