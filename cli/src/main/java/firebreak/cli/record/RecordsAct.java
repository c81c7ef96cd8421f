package firebreak.cli.record;

import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.identity.Secret;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command that reads the records of a home. They are encrypted, so the passphrase of the node's keys is needed.
abstract class RecordsAct extends HomeAct {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the node's keys; else it is asked for.")
    private @Nullable Path passphraseFile;

    RecordsAct(World world) {
        super(world);
    }

    @Override
    protected final int act() throws Refusal, FormatException, IOException {
        Home node = home();
        try (Secret passphrase = new Secrets(world)
                        .node(node, Optional.ofNullable(passphraseFile))
                        .known("the node's keys");
                NodeKeys keys = Secrets.open(node.keys(node.config().mode()).node(), passphrase, "the node's keys");
                HomeRecords records = HomeRecords.open(node, keys.store(), world.random())) {
            return act(records);
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// @return one of [firebreak.cli.console.Exit]
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
