package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.backup.BackupKind;
import firebreak.node.backup.Unpacked;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import firebreak.node.store.Damage;
import firebreak.node.store.StoreSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Read a backup to its end and say whether it can be restored. Nothing is changed.",
        footer = {
            "",
            "Example:",
            "  firebreak backup check ru-store-7.age --identity vault.key --keys-of /srv/ru",
            "",
            "With --keys-of, every single value of a store's backup is opened too. The",
            "check unpacks into the folder for temporary files, where nothing of it is",
            "readable. Exit code 3 when something is wrong."
        })
final class BackupCheck extends JsonAct {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Mixin
    private BackupOpening opening = new BackupOpening();

    @Option(
            names = "--keys-of",
            paramLabel = "HOME",
            description = "A home with the keys of the backup of a store; their passphrase is asked for.")
    private @Nullable Path keysOf;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of that home's node keys.")
    private @Nullable Path passphraseFile;

    BackupCheck(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Path folder = Files.createTempDirectory("firebreak-backup-");
        try {
            Path named = world.path(file);
            Unpacked read = opening.open(
                    world, named, identities -> Unpacked.unpack(named, identities, folder.resolve("content")));
            List<String> faults = new ArrayList<>(read.faults());
            Optional<Long> values = faults.isEmpty() && read.index().kind() == BackupKind.STORE
                    ? values(read, faults)
                    : Optional.empty();
            tell(read, faults, values);
            return faults.isEmpty() ? Exit.DONE : Exit.FAULT;
        } finally {
            remove(folder);
        }
    }

    /// Opens every value, when there are keys for it.
    private Optional<Long> values(Unpacked read, List<String> faults) throws Refusal, IOException, FormatException {
        if (keysOf == null) {
            return Optional.empty();
        }
        Home home = Home.at(world.path(keysOf));
        Ticker ticker = new Ticker(spec.commandLine().getErr(), "values read");
        try (Secret passphrase = new Secrets(world)
                        .node(home, Optional.ofNullable(passphraseFile))
                        .known("the node's keys");
                NodeKeys keys = Secrets.open(home.keys(home.config().mode()).node(), passphrase, "the node's keys");
                StoreSnapshot store = StoreSnapshot.open(read.folder(), keys.store(), world.random())) {
            var report = store.check(ticker::at);
            ticker.done();
            report.damages().stream().map(Damage::toString).forEach(faults::add);
            return Optional.of(report.values());
        }
    }

    private void tell(Unpacked read, List<String> faults, Optional<Long> values) {
        List<String> lines = new ArrayList<>();
        lines.add(read.index().title() + ", made " + read.index().made() + ", "
                + read.index().mode().word());
        faults.forEach(fault -> lines.add("  damaged: " + fault));
        if (faults.isEmpty()) {
            lines.add("It can be read back whole: "
                    + read.index().files().size() + " files"
                    + values.map(count -> ", and all " + count + " values of its store open")
                            .orElse("")
                    + ".");
        }
        answer(
                Json.object()
                        .with("backup", read.entry().toJson())
                        .with("party", read.index().party().value())
                        .with("mode", read.index().mode().toJson())
                        .with("files", read.index().files().size())
                        .with("values", values.map(Json::of).orElse(null))
                        .with("whole", faults.isEmpty())
                        .with("damages", Json.strings(faults))
                        .build(),
                lines);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
