package firebreak.cli.setup;

import firebreak.cli.console.World;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Hangs the operator's commands under the root command.
public final class SetupCommands {
    private SetupCommands() {}

    /// Does nothing itself: one of its commands must be named.
    @Command(mixinStandardHelpOptions = true)
    private static final class Group implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which: " + String.join(", ", spec.subcommands().keySet()));
        }
    }

    public static void addTo(CommandLine root, World world) {
        root.addSubcommand(new InitCommand(world));
        root.addSubcommand(group(
                "ceremony",
                "The party's root: make it, compare fingerprints, sign the manifest.",
                new CeremonyCommand.Root(world),
                new CeremonyCommand.Show(world),
                new CeremonyCommand.ManifestMaking(world)));
        root.addSubcommand(group(
                "charter",
                "Who belongs to a line, and by which roots they speak.",
                new CharterCommand.Draft(world),
                new CharterCommand.Sign(world),
                new CharterCommand.Join(world),
                new CharterCommand.Show(world)));
        root.addSubcommand(group(
                "channel",
                "Which posts may talk with each other.",
                new ChannelDrafting(world),
                new ChannelCommand.Sign(world),
                new ChannelCommand.Join(world),
                new ChannelCommand.Show(world),
                new ChannelCommand.Listing(world)));
        root.addSubcommand(group(
                "officer",
                "The people who may sign in.",
                new OfficerCommand.Add(world),
                new OfficerCommand.Listing(world),
                new OfficerCommand.Remove(world),
                new OfficerCommand.Password(world)));
        root.addSubcommand(group(
                "post",
                "The posts of the party.",
                new PostCommand.Add(world),
                new PostCommand.Renew(world),
                new PostCommand.Listing(world)));
        root.addSubcommand(group("keys", "Public keys.", new KeysCommand.Export(world)));
    }

    /// Other packages may hang further commands under the same group.
    private static CommandLine group(String name, String description, Object... commands) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().name(name).usageMessage().description(description);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }
}
