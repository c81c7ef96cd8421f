package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak note draft`.
@Command(
        name = "draft",
        description = "Draft a note. Another officer releases it.",
        footer = {
            "",
            "Examples:",
            "  firebreak note draft --channel RU-UK --post RU-MOD --form allegation \\",
            "      --to UK-MOD --info UK-CDS --precedence IMMEDIATE \\",
            "      --marking CONFIDENTIAL --field subject=\"A claim\" \\",
            "      --field text=@claim.txt --home ru",
            "  firebreak note draft --file claim.yaml --home ru",
            "",
            "A file has the members channel, post, form, to, info, outside, precedence,",
            "marking, releasableTo, language, answers, refs, fields, and corrects, cancels",
            "or supersedes. Options replace them."
        })
final class NoteDraft extends DraftingCommand {
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

    NoteDraft(World world) {
        super(world);
    }

    @Override
    DraftPaper paper(Desk desk, Board board) throws Refusal, IOException, FormatException {
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
