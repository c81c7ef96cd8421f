package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/// `firebreak note joint list`.
@Command(
        name = "list",
        description = "List the joint notes of the officer's posts that are under way, and who has signed them.",
        footer = {"", "Example:", "  firebreak note joint list --home uk"})
final class JointList extends OfficerCommand {
    private static final int SUBJECT = 4;

    JointList(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        Json answer = desk.get("/v1/joint");
        TextTable table = new TextTable("PROPOSAL", "REFERENCE", "CAME (UTC)", "BY", "SUBJECT", "STATE");
        for (JointView view : JointView.all(answer)) {
            Paper paper = Paper.read("content", view.paper().note().content().toJson());
            table.row(
                    view.brief(),
                    view.reference(),
                    Shown.minute(view.came()),
                    String.join(" ", view.posts()),
                    paper.subject(),
                    view.state());
        }
        answer(answer, table.isEmpty() ? List.of("No joint note is under way") : table.lines(columns(), SUBJECT));
        return Exit.DONE;
    }
}
