package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A draft of which everything is said by whoever makes it, in a file or in options.
abstract class WholeDraft extends DraftingCommand {
    @Option(names = "--file", paramLabel = "FILE", description = "The note in YAML, or in JSON (*.json).")
    private @Nullable Path file;

    @Option(names = "--channel", paramLabel = "LABEL", description = "The channel. Usual: the only one.")
    private @Nullable String channel;

    @Option(names = "--form", paramLabel = "FORM", description = "The form, for example free-text or allegation.")
    private @Nullable String form;

    @Option(
            names = "--to",
            paramLabel = "POST",
            split = ",",
            description = "Posts that must act; again or with commas for several.")
    private List<String> to = new ArrayList<>();

    @Option(
            names = "--outside",
            paramLabel = "WORDS",
            description = "An addressee that is not on the line, for example public; again for several.")
    private List<String> outside = new ArrayList<>();

    @Option(names = "--answers", paramLabel = "REFERENCE", description = "The note this one answers.")
    private @Nullable String answers;

    @Option(names = "--ref", paramLabel = "REFERENCE", description = "A note this one refers to; again for several.")
    private List<String> refs = new ArrayList<>();

    @Option(names = "--corrects", paramLabel = "REFERENCE", description = "The own note this one corrects.")
    private @Nullable String corrects;

    @Option(names = "--cancels", paramLabel = "REFERENCE", description = "The own note this one cancels.")
    private @Nullable String cancels;

    @Option(names = "--supersedes", paramLabel = "REFERENCE", description = "The own note this one supersedes.")
    private @Nullable String supersedes;

    WholeDraft(World world) {
        super(world);
    }

    @Override
    final DraftPaper paper(Desk desk, Board board) throws Refusal, IOException, FormatException {
        DraftPaper paper = file == null ? new DraftPaper() : DraftPaper.of(world.path(file));
        return paper.with("channel", channel)
                .with("form", form)
                .with("to", to)
                .with("outside", outside)
                .with("answers", answers)
                .with("refs", refs)
                .with("corrects", corrects)
                .with("cancels", cancels)
                .with("supersedes", supersedes);
    }
}
