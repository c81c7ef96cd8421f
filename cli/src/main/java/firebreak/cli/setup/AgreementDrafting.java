package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What the commands share that draft a version of a channel agreement into a file, for the members to sign.
abstract class AgreementDrafting extends HomeAct {
    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "How long it may be signed. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where the draft goes.")
    private Path to = Path.of("");

    AgreementDrafting(World world) {
        super(world);
    }

    @Override
    protected final int act() throws Refusal, FormatException, IOException {
        if (days < 1 || days > 366) {
            throw new Refusal(Exit.USAGE, "--days lies between 1 and 366");
        }
        Agreement drafted = draft(Duration.ofDays(days));
        Paper paper = Paper.draft(drafted.payload());
        paper.write(world.path(to));
        List<String> lines = new ArrayList<>();
        lines.add("Wrote the draft " + world.path(to) + ", version "
                + drafted.version().number() + " of " + drafted.label() + ". Fingerprint:");
        lines.add("  " + new Fingerprint(paper.hash()).digits());
        about(drafted).forEach(line -> lines.add("  " + line));
        lines.add("Next: one post of every member signs it (firebreak channel sign), then every member joins it.");
        answer(paper.told(world.path(to)), lines);
        return Exit.DONE;
    }

    /// @param signedWithin how long it may be signed
    abstract Agreement draft(Duration signedWithin) throws Refusal, FormatException, IOException;

    /// What a person should know of it before signing.
    List<String> about(Agreement drafted) {
        return List.of();
    }
}
