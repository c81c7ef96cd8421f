package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.cli.file.RecipientOptions;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.backup.Backup;
import firebreak.node.backup.BackupKind;
import firebreak.node.backup.BackupList;
import firebreak.node.home.Home;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command that makes a backup.
abstract class BackupAct extends HomeAct {
    private static final int MIB = 1 << 20;

    /// Of a store this large a person waits some seconds.
    private static final long SOON_DONE_MIB = 256;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path out = Path.of("");

    @Mixin
    final RecipientOptions recipients = new RecipientOptions();

    private final BackupKind kind;

    BackupAct(World world, BackupKind kind) {
        super(world);
        this.kind = kind;
    }

    final int write(List<? extends Recipient> to) throws Refusal, FormatException, IOException {
        Home home = home();
        Path file = world.path(out);
        Ticker ticker = new Ticker(spec.commandLine().getErr(), "MiB sealed", SOON_DONE_MIB);
        BackupList.Entry made = Backup.write(
                home,
                kind,
                to,
                file,
                world.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                world.random(),
                (done, total) -> ticker.at(done / MIB, total / MIB));
        ticker.done();
        List<String> lines = new ArrayList<>();
        lines.add("Made backup " + made.number() + " of " + home + " (" + kind.word() + "): " + file + ", "
                + made.bytes() + " bytes, sealed to "
                + (made.to() == 0 ? "a passphrase" : made.to() == 1 ? "1 recipient" : made.to() + " recipients"));
        lines.add("SHA-256  " + made.sha256().hex());
        lines.addAll(advice());
        answer(
                Json.object()
                        .with("out", file.toString())
                        .with("backup", made.toJson())
                        .build(),
                lines);
        return Exit.DONE;
    }

    /// What a person should know now.
    abstract List<String> advice();
}
