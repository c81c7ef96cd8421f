package firebreak.cli.record;

import firebreak.cli.console.Exit;
import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Text;
import firebreak.export.ExportCheck;
import firebreak.export.Listener;
import firebreak.export.Verification;
import firebreak.identity.Fingerprint;
import firebreak.node.export.ExportFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = "Check an exported record offline: every signature, every hash. Needs no home and no network.",
        footer = {
            "",
            "Example:",
            "  firebreak record verify /tmp/ru-uk --charter '006094 901405 934273 …'",
            "",
            "Exit code 3 when anything is wrong. Without --charter the record can only",
            "agree with itself. Each note that asks is shown with what witnesses prove:",
            "when it was tendered, by when it was answered, or since when that is overdue.",
            "An export of the other side may prove an answer that this one does not hold."
        })
final class RecordVerify extends JsonAct {
    private static final int MOST_CHARS = 2_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of the export.")
    private Path folder = Path.of("");

    @Option(
            names = "--charter",
            paramLabel = "FINGERPRINT",
            description = "The charter's fingerprint as you compared it, in digits or hex; of a back channel, its own.")
    private @Nullable String charter;

    RecordVerify(World world) {
        super(world);
    }

    @Override
    protected int act() throws FormatException, IOException {
        Optional<Hash> fingerprint = charter == null
                ? Optional.empty()
                : Optional.of(Fingerprint.parse("--charter", charter).hash());
        Ticker ticker = new Ticker(spec.commandLine().getErr(), "leaves checked");
        Verification verification =
                ExportCheck.run(ExportFolder.open(world.path(folder)), fingerprint, ticker::at, Listener.NOBODY);
        ticker.done();
        if (json()) {
            say(verification.toJson());
        } else {
            tell(verification);
        }
        return verification.sound() ? Exit.DONE : Exit.FAULT;
    }

    private void tell(Verification verification) {
        verification
                .scope()
                .ifPresent(scope -> line("Record of " + scope.party() + " in channel " + scope.label() + " ("
                        + scope.mode().word() + ")"));
        for (Verification.CheckedRecord record : verification.records()) {
            line("  " + (record.path().isEmpty() ? "own record" : record.path()) + ": " + record.party() + ", "
                    + record.size() + " leaves, " + record.full() + " in full, " + record.hashesOnly()
                    + " by hashes only, root " + record.root().brief()
                    + standing(record));
        }
        ClockLines.of(verification.clocks()).forEach(text -> line("  " + text));
        verification
                .forks()
                .forEach(fork ->
                        line("  FORKED by " + fork.party() + ", proved by " + fork.path() + ": " + fork.sentence()));
        verification.disputes().forEach(dispute -> line("  " + dispute.sentence()));
        verification.irregular().forEach(leaf -> line("  irregular: " + leaf));
        if (verification.unchecked() > 0) {
            line("  " + verification.unchecked() + " statements name leaves that are not in this export: not compared");
        }
        verification.faults().forEach(fault -> line("  fault: " + fault));
        if (verification.faultCount() > verification.faults().size()) {
            line("  and " + (verification.faultCount() - verification.faults().size()) + " faults more");
        }
        line(Character.toUpperCase(verification.verdict().charAt(0))
                + verification.verdict().substring(1) + ".");
    }

    /// Names of files and labels are a stranger's: none of them forges a line of the terminal.
    private void line(String text) {
        say(Text.printable(text, MOST_CHARS));
    }

    private static String standing(Verification.CheckedRecord record) {
        if (record.irregular() > 0) {
            return ", " + record.irregular() + " IRREGULAR";
        }
        return record.verified() ? "" : ", NOT RIGHT";
    }
}
