package firebreak.cli.record;

import firebreak.cli.console.Group;
import firebreak.cli.console.World;
import picocli.CommandLine;

/// Hangs the commands of this package under the root command.
public final class RecordCommands {
    private RecordCommands() {}

    public static void addTo(CommandLine root, World world) {
        Group.add(root, "note", "Notes.", new NoteExport(world));
        Group.add(root, "store", "What a home stores: read it all and check it.", new StoreCheck(world));
        Group.add(
                root,
                "record",
                "The party's records: list, export, and verify anybody's.",
                new RecordList(world),
                new RecordExporting(world),
                new RecordVerify(world));
    }
}
