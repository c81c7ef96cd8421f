package firebreak.cli.record;

import firebreak.cli.console.World;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Hangs the commands of this package under the root command.
public final class RecordCommands {
    private RecordCommands() {}

    /// A word that stands before commands and does nothing by itself.
    private abstract static class Group implements Runnable {
        @Spec
        private CommandSpec spec;

        @SuppressWarnings("unused")
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        private boolean help;

        @Override
        public final void run() {
            throw new ParameterException(spec.commandLine(), "Say which " + spec.name() + " command to run");
        }
    }

    @Command(name = "record", description = "The party's records: list, export, and verify anybody's.")
    private static final class Records extends Group {}

    @Command(name = "store", description = "What a home stores: read it all and check it.")
    private static final class Stores extends Group {}

    @Command(name = "note", description = "Notes.")
    private static final class Notes extends Group {}

    /// After the officers' commands, whose group `note` is used when it is there.
    public static CommandLine addTo(CommandLine root, World world) {
        if (!root.getSubcommands().containsKey("note")) {
            root.addSubcommand(new Notes());
        }
        Objects.requireNonNull(root.getSubcommands().get("note")).addSubcommand(new NoteExport(world));
        root.addSubcommand(new CommandLine(new Stores()).addSubcommand(new StoreCheck(world)));
        return root.addSubcommand(new CommandLine(new Records())
                .addSubcommand(new RecordList(world))
                .addSubcommand(new RecordExporting(world))
                .addSubcommand(new RecordVerify(world)));
    }
}
