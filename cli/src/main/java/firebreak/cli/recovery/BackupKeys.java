package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.backup.BackupKind;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "keys",
        description = "Back up the keys of a home, each still under its holder's passphrase, and who may sign in."
                + " Nothing of the store is in it.",
        footer = {
            "",
            "Example:",
            "  firebreak backup keys --home /srv/ru --recipients-file vault.txt \\",
            "            --out /media/safe/ru-keys-8.age",
            "",
            "Sealed to recipients, or else to a passphrase that is asked for twice. No",
            "passphrase is in it, and no root holder's file. A stolen one: revoke the keys."
        })
final class BackupKeys extends BackupAct {
    @Option(names = "--passphrase", description = "Seal it to a passphrase, which is asked for, instead of recipients.")
    private boolean underPassphrase;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Seal it to the passphrase in the first line of this file instead.")
    private @Nullable Path passphraseFile;

    BackupKeys(World world) {
        super(world, BackupKind.KEYS);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        if (!underPassphrase && passphraseFile == null) {
            return write(recipients.all(world));
        }
        if (recipients.given()) {
            throw new Refusal(Exit.USAGE, "seal it to recipients or to a passphrase, not to both");
        }
        try (Secret passphrase = new Secrets(world).file(passphraseFile).fresh("the backup")) {
            Secrets.requireStrong(home().config().mode(), passphrase, "the backup");
            return write(List.of(new Recipient.Passphrase(passphrase)));
        }
    }

    @Override
    List<String> advice() {
        return List.of(
                "Whoever opens it still needs the passphrase of the node and of each post. Keep it apart from the"
                        + " store's.",
                "Make another after every change of keys, posts or officers.");
    }
}
