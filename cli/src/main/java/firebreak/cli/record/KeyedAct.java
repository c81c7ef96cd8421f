package firebreak.cli.record;

import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command that reads what a home stores. It is encrypted, so the passphrase of the node's keys is needed.
abstract class KeyedAct extends HomeAct {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the node's keys; else it is asked for.")
    private @Nullable Path passphraseFile;

    KeyedAct(World world) {
        super(world);
    }

    @Override
    protected final int act() throws Refusal, FormatException, IOException {
        Home node = home();
        try (Secret passphrase = new Secrets(world)
                        .node(node, Optional.ofNullable(passphraseFile))
                        .known("the node's keys");
                NodeKeys keys = Secrets.open(node.keys(node.config().mode()).node(), passphrase, "the node's keys")) {
            return act(node, keys.store());
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// @param storeKey stays the caller's
    /// @return one of [firebreak.cli.console.Exit]
    abstract int act(Home home, Secret storeKey) throws Refusal, FormatException, IOException;
}
