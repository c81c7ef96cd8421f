package firebreak.cli.file;

import firebreak.cli.console.Group;
import firebreak.cli.console.World;
import picocli.CommandLine;

/// Hangs the commands of this package under the root command.
public final class FileCommands {
    private FileCommands() {}

    public static void addTo(CommandLine root, World world) {
        root.addSubcommand(new SealCommand(world));
        root.addSubcommand(new OpenCommand(world));
        Group.add(root, "identity", "Keys that open sealed files.", new IdentityNew(world), new IdentityShow(world));
    }
}
