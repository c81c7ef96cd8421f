package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note discard`.
@Command(
        name = "discard",
        description = "Discard one's own draft. A note once released cannot be discarded.",
        footer = {"", "Example:", "  firebreak note discard 3f0c9a2b71d4 --home ru"})
final class NoteDiscard extends OfficerCommand {
    @Parameters(paramLabel = "DRAFT", description = "The draft's id, as note drafts shows it.")
    private String id = "";

    NoteDiscard(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        desk.post(DraftView.path(id) + "/delete", Json.object().build());
        answer(Json.object().with("discarded", id).build(), List.of("Draft " + Shown.line(id) + " is discarded"));
        return Exit.DONE;
    }
}
