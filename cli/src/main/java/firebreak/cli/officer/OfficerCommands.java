package firebreak.cli.officer;

import firebreak.cli.console.Group;
import firebreak.cli.console.World;
import picocli.CommandLine;

/// Hangs the commands of this package under the root command.
public final class OfficerCommands {
    private OfficerCommands() {}

    /// `@` at the beginning of an argument is left to the commands: here it means the text of a file.
    public static void addTo(CommandLine root, World world) {
        root.setExpandAtFiles(false);
        Group.add(root, "post", "The posts of the party.", new PostUnlock(world), new PostLock(world));
        root.addSubcommand(new SignIn(world));
        root.addSubcommand(new SignOut(world));
        Group.add(
                root,
                "note",
                "Draft, release, read and answer notes.",
                new NoteDraft(world),
                new NoteDrafts(world),
                new NoteRelease(world),
                new NoteReturn(world),
                new NoteDiscard(world),
                new NoteList(world),
                new NoteShow(world),
                new NoteRead(world),
                new NoteAck(world),
                new NoteReply(world),
                new NoteHold(world),
                new NoteDecline(world),
                joint(world));
        root.addSubcommand(new HeldCommand(world));
        root.addSubcommand(new StatusCommand(world));
        root.addSubcommand(new LineCommand(world));
        root.addSubcommand(new DirectoryCommand(world));
        Group.add(
                root,
                "courier",
                "Carry parcels by hand, in a folder or a file, where no network reaches.",
                new CourierPack(world),
                new CourierUnpack(world));
        Group.add(
                root, "witness", "Neutrals that sign, with the time, how long records are.", new WitnessStatus(world));
        root.addSubcommand(new StopCommand(world));
    }

    private static CommandLine joint(World world) {
        return Group.of(
                "joint",
                "Joint notes: one text that a post of each party signs and records.",
                new JointPropose(world),
                new JointShow(world),
                new JointSign(world),
                new JointDecline(world),
                new JointRecord(world),
                new JointList(world));
    }
}
