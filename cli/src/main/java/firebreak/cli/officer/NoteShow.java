package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note show`. Showing is not reading: *read* is an officer's own statement.
@Command(
        name = "show",
        description = "Show one note as a document. Nobody is told that it was shown.",
        footer = {"", "Example:", "  firebreak note show RU-UK/RU/0/1 --home uk"})
final class NoteShow extends OfficerCommand {
    @Parameters(paramLabel = "REFERENCE", description = "The note's reference, as the list shows it.")
    private String reference = "";

    NoteShow(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        Json row = Notes.row(desk, reference);
        if (json()) {
            say(row);
            return Exit.DONE;
        }
        NoteView note = NoteView.read("note", row);
        Board board = Board.of(desk);
        List<String> page = new ArrayList<>(NotePage.of(
                note, board, Notes.of(desk, note.channel(), Notes.MOST).byLeaf()));
        hint(note, board).ifPresent(page::add);
        say(page);
        return Exit.DONE;
    }

    private java.util.Optional<String> hint(NoteView note, Board board) {
        return board.line(note.channel())
                .map(Board.Line::self)
                .filter(self -> !note.isBy(self) && !note.has("read", self))
                .map(_ -> "Not marked as read here: " + next("note read " + Shown.line(note.reference())));
    }
}
