package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak note list`.
@Command(
        name = "list",
        description = "List notes, newest first, and how far each has come.",
        footer = {
            "",
            "Times are as the authors claim them.",
            "",
            "Examples:",
            "  firebreak note list --home ru",
            "  firebreak note list --channel RU-UK --waiting --home ru"
        })
final class NoteList extends OfficerCommand {
    private static final int SUBJECT = 6;

    @Option(names = "--channel", paramLabel = "LABEL", description = "Only this channel.")
    private @Nullable String channel;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many, 1 to 1000; usual ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--waiting", description = "Only notes that an answer is waited for.")
    private boolean waiting;

    NoteList(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        if (limit < 1 || limit > Notes.MOST) {
            throw new Refusal(Exit.USAGE, "--limit: expected a number from 1 to " + Notes.MOST);
        }
        Board board = Board.of(desk);
        Notes notes = channel == null
                ? Notes.all(desk, limit)
                : Notes.of(desk, board.named(channel).channel(), limit);
        List<Json> rows = new ArrayList<>();
        List<NoteState> states = new ArrayList<>();
        for (int i = 0; i < notes.notes().size(); i++) {
            NoteState state = NoteState.of(notes.notes().get(i), board);
            if (!waiting || !state.waitsFor().isEmpty()) {
                states.add(state);
                rows.add(withState(notes.rows().get(i), state));
            }
        }
        Json answer = Json.object()
                .with("notes", new Json.Arr(rows))
                .with("more", notes.more())
                .build();
        answer(answer, page(states, notes.more()));
        return Exit.DONE;
    }

    /// The node's row, and what this command makes of it.
    private static Json withState(Json.Obj row, NoteState state) {
        Map<String, Json> told = new LinkedHashMap<>(row.members());
        told.put("state", Json.of(state.words()));
        told.put("answerWaitedForFrom", Json.strings(state.waitsFor()));
        return new Json.Obj(told);
    }

    private List<String> page(List<NoteState> states, boolean more) {
        if (states.isEmpty()) {
            return List.of(waiting ? "No note waits for an answer" : "There are no notes");
        }
        TextTable table =
                new TextTable("REFERENCE", "TIME (UTC)", "FROM", "TO", "PRECEDENCE", "FORM", "SUBJECT", "STATE");
        states.forEach(state -> row(table, state));
        List<String> lines = new ArrayList<>(table.lines(columns(), SUBJECT));
        lines.add("");
        lines.add(states.size()
                + (states.size() == 1 ? " note" : " notes")
                + (more ? "; there are older ones: see more with --limit" : ""));
        owed(states, lines);
        return lines;
    }

    private static void row(TextTable table, NoteState state) {
        NoteView note = state.note();
        Paper paper = note.paper();
        table.row(
                note.reference(),
                Shown.minute(note.recorded()),
                note.from(),
                String.join(" ", paper.addressees()),
                paper.precedence(),
                paper.form(),
                paper.subject(),
                state.words());
    }

    /// What a watch must not miss stands last, nearest to where the eye is.
    private static void owed(List<NoteState> states, List<String> lines) {
        List<String> references = states.stream()
                .filter(NoteState::waitsForUs)
                .map(state -> Shown.line(state.note().reference()))
                .toList();
        if (!references.isEmpty()) {
            lines.add("OUR ANSWER IS WAITED FOR: " + String.join(", ", references));
        }
    }
}
