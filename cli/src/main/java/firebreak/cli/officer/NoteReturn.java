package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak note return`.
@Command(
        name = "return",
        description = "Give a draft back to its drafter with a remark.",
        footer = {"", "Example:", "  firebreak note return 3f0c9a2b71d4 --remark \"Name the place\" --home ru"})
final class NoteReturn extends OfficerCommand {
    @Parameters(paramLabel = "DRAFT", description = "The draft's id, as note drafts shows it.")
    private String id = "";

    @Option(names = "--remark", paramLabel = "TEXT", required = true, description = "Why, at most 2,000 characters.")
    private String remark = "";

    NoteReturn(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        DraftView draft = DraftView.one(desk, id);
        desk.post(
                DraftView.path(id) + "/return",
                Json.object().with("remark", remark).build());
        answer(
                Json.object()
                        .with("draft", id)
                        .with("returned", draft.drafter())
                        .build(),
                List.of("Draft " + Shown.line(id) + " is returned to " + Shown.line(draft.drafter())));
        return Exit.DONE;
    }
}
