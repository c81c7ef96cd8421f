package firebreak.cli.console;

import firebreak.charter.Mode;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.Passphrases;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where commands get passphrases from, and what they do with a key file that does not open.
public final class Secrets {
    /// Bytes of a passphrase or password in a live home.
    public static final int LEAST_LIVE = 12;

    private final World world;

    public Secrets(World world) {
        this.world = world;
    }

    /// Of the node's own keys: option, environment, settings (in exercises), terminal.
    public Passphrases node(Home home, Optional<Path> named) throws IOException, FormatException {
        Optional<Path> settings = home.exists() ? home.passphraseFile(home.config()) : Optional.empty();
        return new Passphrases(named.map(world::path), world.environment(), settings, world.prompt());
    }

    /// Of a post or root holder: the named file, or `DIR/NAME` in a folder of such files, or the settings in an
    /// exercise, or the person at the terminal. Never the node's in a live home: the operator would know it.
    public Passphrases holder(Home home, Config config, Optional<Path> named, Optional<Path> folder, String name) {
        Optional<Path> file = named.map(world::path)
                .or(() -> folder.map(world::path).map(dir -> dir.resolve(name)).filter(Files::exists));
        return new Passphrases(file, Map.of(), home.passphraseFile(config), world.prompt());
    }

    /// Of a file that belongs to no home: the named file, or the person at the terminal.
    public Passphrases file(@Nullable Path named) {
        return new Passphrases(Optional.ofNullable(named).map(world::path), Map.of(), Optional.empty(), world.prompt());
    }

    /// Refuses a passphrase or password that a live home does not take.
    public static void requireStrong(Mode mode, Secret secret, String whose) throws Refusal {
        if (mode == Mode.LIVE && secret.size() < LEAST_LIVE) {
            throw new Refusal("the secret of " + whose + " is too short for a live home: at least " + LEAST_LIVE
                    + " characters, better six words drawn by dice");
        }
    }

    /// The keys of a file.
    ///
    /// @param whose for people
    /// @return the caller's to close
    public static <T extends AutoCloseable> T open(KeyFile<T> file, Secret passphrase, String whose)
            throws IOException, Refusal {
        return switch (file.open(passphrase)) {
            case Unlocked.Opened<T>(T keys) -> keys;
            case Unlocked.WrongPassphrase<T> _ ->
                throw new Refusal(Exit.WRONG_SECRET, "this is not the passphrase of " + whose);
            case Unlocked.Missing<T> _ -> throw new Refusal("there are no keys of " + whose + " at " + file.path());
            case Unlocked.Unusable<T>(String reason) -> throw new Refusal(reason);
        };
    }
}
