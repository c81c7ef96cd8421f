package firebreak.cli.recovery;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.node.backup.BackupKind;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "store",
        description = "Back up what a home has said and received, while its node runs. No key is in it: whoever has"
                + " it alone cannot read a note.",
        footer = {
            "",
            "Example:",
            "  firebreak backup store --home /srv/ru --recipients-file vault.txt \\",
            "            --out /media/vault/ru-store-7.age",
            "",
            "Neither the lease file nor a witness's file beside it is in a backup: they",
            "say what has left the node, and must never go back in time."
        })
final class BackupStore extends BackupAct {
    BackupStore(World world) {
        super(world, BackupKind.STORE);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        return write(recipients.all(world));
    }

    @Override
    List<String> advice() {
        return List.of("It opens nothing without a backup of the keys: firebreak backup keys. Keep the two apart.");
    }
}
