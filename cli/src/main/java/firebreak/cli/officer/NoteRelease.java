package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note release`.
@Command(
        name = "release",
        description = "Release a draft of another officer: it is signed, recorded and sent, and cannot be taken back.",
        footer = {"", "Example:", "  firebreak note release 3f0c9a2b71d4 --home ru"})
final class NoteRelease extends OfficerCommand {
    @Parameters(paramLabel = "DRAFT", description = "The draft's id, as note drafts shows it.")
    private String id = "";

    NoteRelease(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        DraftView draft = DraftView.one(desk, id);
        Json answer = desk.post(DraftView.path(id) + "/release", Json.object().build());
        String reference = Fields.of("release", answer).string("reference");
        Paper paper = draft.paper();
        answer(
                answer,
                List.of(
                        "Released and recorded as " + Shown.line(reference),
                        "  "
                                + Shown.line(paper.precedence() + ", " + draft.post() + " to "
                                        + String.join(", ", paper.addressees()) + ": " + paper.subject()),
                        "See how far it has come with " + next("note show " + Shown.line(reference))));
        return Exit.DONE;
    }
}
