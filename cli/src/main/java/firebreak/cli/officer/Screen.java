package firebreak.cli.officer;

import firebreak.cli.console.World;
import java.nio.file.Path;
import java.util.Optional;

/// What the environment says of the user's terminal and folders.
final class Screen {
    private static final int USUAL_COLUMNS = 120;
    private static final int FEWEST_COLUMNS = 60;
    private static final int MOST_COLUMNS = 400;

    private Screen() {}

    /// Width of what is printed, in columns.
    static int columns(World world) {
        return set(world, "COLUMNS")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .map(columns -> Math.clamp(columns, FEWEST_COLUMNS, MOST_COLUMNS))
                .orElse(USUAL_COLUMNS);
    }

    /// Where programs keep what should outlive them but is no setting (XDG base directories).
    static Path stateFolder(World world) {
        return set(world, "XDG_STATE_HOME")
                .map(Path::of)
                .orElseGet(() -> userHome(world).resolve(".local").resolve("state"))
                .resolve("firebreak");
    }

    private static Path userHome(World world) {
        return Path.of(set(world, "HOME").orElseGet(() -> System.getProperty("user.home", ".")));
    }

    private static Optional<String> set(World world, String name) {
        return Optional.ofNullable(world.environment().get(name)).filter(text -> !text.isBlank());
    }
}
