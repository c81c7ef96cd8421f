package firebreak.cli.record;

import firebreak.cli.console.Act;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeOption;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.identity.Secret;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.Passphrases;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command that reads the records of a home. They are encrypted, so the passphrase of the node's keys is needed.
abstract class HomeAct extends Act {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the node's keys; else it is asked for.")
    private @Nullable Path passphraseFile;

    HomeAct(World world) {
        super(world);
    }

    @Override
    protected final int act() throws Refusal, FormatException, IOException {
        Home node = home.in(world);
        Config config = node.config();
        Passphrases passphrases = new Passphrases(
                Optional.ofNullable(passphraseFile).map(world::path),
                world.environment(),
                node.passphraseFile(config),
                world.prompt());
        try (Secret passphrase = passphrases.known("the node's keys");
                NodeKeys keys = keys(node, config, passphrase);
                HomeRecords records = HomeRecords.open(node, keys.store(), world.random())) {
            return act(records);
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static NodeKeys keys(Home node, Config config, Secret passphrase) throws IOException, Refusal {
        return switch (node.keys(config.mode()).node().open(passphrase)) {
            case Unlocked.Opened<NodeKeys>(NodeKeys keys) -> keys;
            case Unlocked.WrongPassphrase<NodeKeys> _ ->
                throw new Refusal(Exit.WRONG_SECRET, "this is not the passphrase of the node's keys");
            case Unlocked.Missing<NodeKeys> _ -> throw new Refusal("there are no node keys in " + node.folder());
            case Unlocked.Unusable<NodeKeys>(String reason) -> throw new Refusal(reason);
        };
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// @return one of [Exit]
    abstract int act(HomeRecords records) throws Refusal, FormatException, IOException;

    /// The one channel of that name.
    static Channel channel(HomeRecords records, String name) throws Refusal {
        List<Channel> named = records.channelsNamed(name);
        if (named.size() == 1) {
            return named.getFirst();
        }
        String known = String.join(
                ", ",
                records.channels().stream()
                        .map(channel -> records.agreement(channel).label() + " ("
                                + channel.id().brief() + ")")
                        .toList());
        throw new Refusal(
                named.isEmpty()
                        ? "there is no channel '" + name + "' here; there are: " + (known.isEmpty() ? "none" : known)
                        : "several channels go by '" + name + "': say the first digits of its hash: " + known);
    }
}
