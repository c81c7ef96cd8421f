package firebreak.cli.officer;

import firebreak.cli.console.World;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Every command of this package, ready to be put under the root command.
public final class OfficerCommands {
    private OfficerCommands() {}

    @Command(name = "post", description = "The posts of the party.")
    private static final class Posts extends Group {}

    @Command(name = "note", description = "Draft, release, read and answer notes.")
    private static final class Notes extends Group {}

    @Command(name = "joint", description = "Joint notes: one text that a post of each party signs and records.")
    private static final class Joint extends Group {}

    @Command(name = "courier", description = "Carry parcels by hand, in a folder or a file, where no network reaches.")
    private static final class Courier extends Group {}

    /// Adds them. `@` at the beginning of an argument is left to the commands: here it means the text of a file.
    public static CommandLine addTo(CommandLine root, World world) {
        posts(root).addSubcommand(new PostUnlock(world)).addSubcommand(new PostLock(world));
        return root.setExpandAtFiles(false)
                .addSubcommand(new SignIn(world))
                .addSubcommand(new SignOut(world))
                .addSubcommand(notes(world))
                .addSubcommand(new HeldCommand(world))
                .addSubcommand(new StatusCommand(world))
                .addSubcommand(courier(world))
                .addSubcommand(new StopCommand(world));
    }

    /// The operator's commands for posts may stand there already.
    private static CommandLine posts(CommandLine root) {
        if (!root.getSubcommands().containsKey("post")) {
            root.addSubcommand(new Posts());
        }
        return Objects.requireNonNull(root.getSubcommands().get("post"));
    }

    private static CommandLine notes(World world) {
        return new CommandLine(new Notes())
                .addSubcommand(new NoteDraft(world))
                .addSubcommand(new NoteDrafts(world))
                .addSubcommand(new NoteRelease(world))
                .addSubcommand(new NoteReturn(world))
                .addSubcommand(new NoteDiscard(world))
                .addSubcommand(new NoteList(world))
                .addSubcommand(new NoteShow(world))
                .addSubcommand(new NoteRead(world))
                .addSubcommand(new NoteAck(world))
                .addSubcommand(new NoteReply(world))
                .addSubcommand(new NoteHold(world))
                .addSubcommand(new NoteDecline(world))
                .addSubcommand(joint(world));
    }

    private static CommandLine joint(World world) {
        return new CommandLine(new Joint())
                .addSubcommand(new JointPropose(world))
                .addSubcommand(new JointShow(world))
                .addSubcommand(new JointSign(world))
                .addSubcommand(new JointDecline(world))
                .addSubcommand(new JointRecord(world))
                .addSubcommand(new JointList(world));
    }

    private static CommandLine courier(World world) {
        return new CommandLine(new Courier())
                .addSubcommand(new CourierPack(world))
                .addSubcommand(new CourierUnpack(world));
    }
}
