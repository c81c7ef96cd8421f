package firebreak.cli.setup;

import firebreak.cli.console.Group;
import firebreak.cli.console.World;
import picocli.CommandLine;

/// Hangs the operator's commands under the root command.
public final class SetupCommands {
    private SetupCommands() {}

    public static void addTo(CommandLine root, World world) {
        root.addSubcommand(new InitCommand(world));
        Group.add(
                root,
                "ceremony",
                "The party's root: make it, compare fingerprints, sign the manifest.",
                new CeremonyCommand.Root(world),
                new CeremonyCommand.Show(world),
                new CeremonyCommand.ManifestMaking(world));
        Group.add(
                root,
                "charter",
                "Who belongs to a line, and by which roots they speak.",
                new CharterCommand.Draft(world),
                new CharterCommand.Sign(world),
                new CharterCommand.Join(world),
                new CharterCommand.Show(world));
        Group.add(
                root,
                "channel",
                "Which posts may talk with each other.",
                new ChannelDrafting(world),
                new ChannelCommand.Sign(world),
                new ChannelCommand.Join(world),
                new ChannelCommand.Show(world),
                new ChannelCommand.Listing(world));
        Group.add(
                root,
                "officer",
                "The people who may sign in.",
                new OfficerCommand.Add(world),
                new OfficerCommand.Listing(world),
                new OfficerCommand.Remove(world),
                new OfficerCommand.Password(world));
        Group.add(root, "post", "The posts of the party.", new PostCommand.Add(world), new PostCommand.Listing(world));
        Group.add(
                root,
                "witness",
                "Neutrals that sign, with the time, how long records are.",
                new NeutralCommand.AddWitness(world),
                new NeutralCommand.ListWitnesses(world));
        Group.add(
                root,
                "mailbox",
                "Neutrals that keep parcels for who cannot be reached.",
                new NeutralCommand.AddMailbox(world),
                new NeutralCommand.ListMailboxes(world));
        Group.add(
                root,
                "keys",
                "The party's keys and their life.",
                new KeysStatus(world),
                new KeysRotate(world),
                new KeysRevoke(world),
                new KeysCommand.Export(world));
    }
}
