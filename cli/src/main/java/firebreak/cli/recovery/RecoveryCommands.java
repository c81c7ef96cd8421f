package firebreak.cli.recovery;

import firebreak.cli.console.Group;
import firebreak.cli.console.World;
import picocli.CommandLine;

/// Hangs the commands of this package under the root command.
public final class RecoveryCommands {
    private RecoveryCommands() {}

    public static void addTo(CommandLine root, World world) {
        Group.add(
                root,
                "backup",
                "Backups of a home, its store and its keys apart.",
                new BackupStore(world),
                new BackupKeys(world),
                new BackupListing(world),
                new BackupCheck(world));
        root.addSubcommand(new RestoreCommand(world));
        root.addSubcommand(new TakeoverCommand(world));
    }
}
