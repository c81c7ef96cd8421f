package firebreak.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word that stands before commands and does nothing by itself, such as `note`.
@Command
public final class Group implements Runnable {
    @Spec
    private CommandSpec spec;

    /// Never read here: the parser acts on it before the command runs.
    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private Group() {}

    /// @param commands in the order in which help shows them; groups among them, too
    public static CommandLine of(String name, String description, Object... commands) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().name(name).usageMessage().description(description);
        return with(group, commands);
    }

    /// Hangs commands under a group of the root, which may stand there already with others.
    public static void add(CommandLine root, String name, String description, Object... commands) {
        CommandLine there = root.getSubcommands().get(name);
        if (there == null) {
            root.addSubcommand(of(name, description, commands));
        } else {
            with(there, commands);
        }
    }

    private static CommandLine with(CommandLine group, Object... commands) {
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say which: " + String.join(", ", spec.subcommands().keySet()));
    }
}
