package firebreak.cli.console;

import firebreak.node.home.Prompt;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What a command acts in besides its arguments: made once where the commands are wired, and by each test its own.
///
/// @param folder relative paths start here
public record World(
        InstantSource clock, RandomGenerator random, Prompt prompt, Map<String, String> environment, Path folder) {
    /// The process's own.
    public static World real() {
        return new World(InstantSource.system(), new SecureRandom(), Prompt.terminal(), System.getenv(), Path.of(""));
    }

    /// A path from the command line.
    public Path path(Path given) {
        return folder.resolve(given);
    }
}
