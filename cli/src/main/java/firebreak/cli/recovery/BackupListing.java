package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.backup.BackupList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Every backup that was made of a home: number, kind, time, and the hash of the file.",
        footer = {
            "",
            "Example:",
            "  firebreak backup list --home /srv/ru",
            "",
            "Compare it with what lies in the vault (sha256sum FILE): one that is missing",
            "there was stolen or lost. Keep a printed copy, for the list is lost with the",
            "disk; a restored home knows the backups up to the one it was made of."
        })
final class BackupListing extends HomeAct {
    BackupListing(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        List<BackupList.Entry> entries = BackupList.of(home());
        List<String> lines = new ArrayList<>();
        for (BackupList.Entry entry : entries) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d  %-5s  %s  %11d bytes  %s",
                    entry.number(),
                    entry.kind().word(),
                    entry.made(),
                    entry.bytes(),
                    entry.sha256().hex()));
        }
        if (entries.isEmpty()) {
            lines.add("No backup was made of this home: " + next("backup store") + " and backup keys");
        }
        answer(
                Json.object()
                        .with("backups", Json.list(entries, BackupList.Entry::toJson))
                        .build(),
                lines);
        return Exit.DONE;
    }
}
