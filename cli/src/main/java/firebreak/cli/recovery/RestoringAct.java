package firebreak.cli.recovery;

import firebreak.charter.Mode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.backup.BackupIndex;
import firebreak.node.backup.BackupKind;
import firebreak.node.backup.Restoring;
import firebreak.node.backup.Unpacked;
import firebreak.node.home.Config;
import firebreak.node.keys.KeyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command that makes a home of backups.
abstract class RestoringAct extends HomeAct {
    @Option(
            names = "--without-store",
            description = "There is no backup of the store: everything is fetched from the other members.")
    private boolean withoutStore;

    @Mixin
    private BackupOpening opening = new BackupOpening();

    RestoringAct(World world) {
        super(world);
    }

    /// Refuses what must not be made, when all backups were read and nothing is in its place yet.
    abstract void allow(Config settings) throws Refusal, IOException;

    final int restore(List<Path> files) throws Refusal, FormatException, IOException {
        Path home = folder().folder();
        try (Restoring restoring = Restoring.into(home)) {
            boolean store = false;
            for (Path given : files) {
                Path file = world.path(given);
                Unpacked part = opening.open(world, file, identities -> restoring.add(file, identities));
                store |= part.index().kind() == BackupKind.STORE;
            }
            if (store == withoutStore) {
                throw new Refusal(
                        withoutStore
                                ? "there is a backup of the store: leave --without-store out"
                                : "a backup of the store is missing: name it too, or say --without-store to fetch"
                                        + " everything from the other members");
            }
            allow(restoring.settings());
            tell(restoring.finish());
        }
        return Exit.DONE;
    }

    private void tell(Restoring.Restored made) throws IOException, FormatException {
        Config config = made.home().config();
        List<String> posts = made.home().keys(config.mode()).posts().stream()
                .map(KeyName::text)
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("Made the " + config.mode().word() + " home of " + config.party() + " at " + made.home());
        lines.add("  keys   of " + made(made.keys()) + ": the node's, and of " + String.join(", ", posts));
        lines.add("  store  "
                + made.store()
                        .map(store -> "of " + made(store))
                        .orElse("none: everything comes from the other members"));
        lines.add("  lease  " + made.lease() + (made.leaseFound() ? ", the one that was there" : ", begun anew"));
        lines.addAll(next(made, config));
        answer(
                Json.object()
                        .with("home", made.home().toString())
                        .with("party", config.party().value())
                        .with("mode", config.mode().toJson())
                        .with("posts", Json.strings(posts))
                        .with("keys", json(made.keys()))
                        .with("store", made.store().map(RestoringAct::json).orElse(null))
                        .with("lease", made.lease().toString())
                        .with("leaseFound", made.leaseFound())
                        .build(),
                lines);
    }

    private static String made(BackupIndex index) {
        return "backup " + index.number() + ", made " + index.made();
    }

    private static Json json(BackupIndex index) {
        return Json.object()
                .with("number", index.number())
                .with("made", index.made())
                .build();
    }

    private List<String> next(Restoring.Restored made, Config config) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("At its next start the node opens a successor of its record in every channel, marked 'restored',"
                + (made.leaseFound() ? "" : " once at least one other member has said what it holds,"));
        lines.add("and fetches from the other members what it said and received since the backup. What no other"
                + " member holds is lost:");
        lines.add("drafts, and notes released in the last moments and delivered to nobody.");
        boolean secret = config.passphraseFile().isPresent()
                && !Files.exists(made.home().passphraseFile(config).orElseThrow());
        if (config.mode() == Mode.EXERCISE && secret) {
            lines.add("No passphrase is in a backup: write the node's into "
                    + made.home().passphraseFile(config).orElseThrow() + ", mode 0600.");
        }
        lines.add("What this node signed as a witness is not in a backup: as a witness it stays silent until that is"
                + " decided.");
        lines.add("");
        lines.add("Be certain that no other node of " + config.party() + " runs, then: firebreak serve --home "
                + made.home());
        return lines;
    }
}
