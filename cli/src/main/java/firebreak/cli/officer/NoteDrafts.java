package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note drafts`: what waits for a releaser, and one draft in full, since nobody releases what they have
/// not read.
@Command(
        name = "drafts",
        description = "List the drafts of the officer's posts, or show one as the document it would be.",
        footer = {"", "Examples:", "  firebreak note drafts --home ru", "  firebreak note drafts 3f0c9a2b71d4 --home ru"
        })
final class NoteDrafts extends OfficerCommand {
    private static final int SUBJECT = 7;

    @Parameters(paramLabel = "DRAFT", arity = "0..1", description = "Show this one.")
    private @Nullable String id;

    NoteDrafts(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        if (id != null) {
            show(desk, id);
        } else {
            list(desk);
        }
        return Exit.DONE;
    }

    private void show(Desk desk, String draft) throws Refusal, IOException, FormatException {
        Json row = DraftView.row(desk, draft);
        if (json()) {
            say(row);
            return;
        }
        DraftView view = DraftView.read("draft", row);
        List<String> page = new ArrayList<>(NotePage.of(
                view, Board.of(desk), Notes.of(desk, view.channel(), Notes.MOST).byLeaf()));
        page.add("");
        page.add(
                view.drafter().equals(desk.session().officer())
                        ? "Another officer releases it with " + next("note release " + Shown.line(view.id()))
                        : "Release it with " + next("note release " + Shown.line(view.id())) + ", or return it with "
                                + next("note return " + Shown.line(view.id()) + " --remark TEXT"));
        say(page);
    }

    private void list(Desk desk) throws Refusal, IOException, FormatException {
        Json answer = desk.get("/v1/drafts");
        if (json()) {
            say(answer);
            return;
        }
        Board board = Board.of(desk);
        TextTable table =
                new TextTable("DRAFT", "CHANNEL", "TIME (UTC)", "FROM", "TO", "PRECEDENCE", "FORM", "SUBJECT", "STATE");
        for (DraftView draft : Fields.of("drafts", answer).list("drafts", DraftView::read)) {
            row(table, draft, board);
        }
        say(table.isEmpty() ? List.of("There are no drafts") : table.lines(columns(), SUBJECT));
    }

    private static void row(TextTable table, DraftView draft, Board board) {
        Paper paper = draft.paper();
        table.row(
                draft.id(),
                board.label(draft.channel()),
                Shown.minute(draft.at()),
                draft.post(),
                String.join(" ", paper.addressees()),
                paper.precedence(),
                paper.form(),
                paper.subject(),
                draft.remark().isPresent()
                        ? "returned to " + draft.drafter()
                        : "drafted by " + draft.drafter() + ", waits for release");
    }
}
