package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Notes as the node lists them, newest first.
///
/// @param rows as the node told them, one for each of `notes`
/// @param more whether there are further, older ones
record Notes(List<Json.Obj> rows, List<NoteView> notes, boolean more) {
    static final int MOST = 1_000;

    Notes {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    static Notes all(Desk desk, int limit) throws Refusal, IOException, FormatException {
        return read(desk.get("/v1/notes?limit=" + limit));
    }

    /// @param channel its hash
    static Notes of(Desk desk, String channel, int limit) throws Refusal, IOException, FormatException {
        return read(desk.get("/v1/notes?" + NodeClient.query("channel", channel) + "&limit=" + limit));
    }

    private static Notes read(Json answer) throws FormatException {
        Fields fields = Fields.of("notes", answer);
        List<NoteView> notes = fields.list("notes", NoteView::read);
        List<Json.Obj> rows = new ArrayList<>();
        for (Json row : fields.list("notes", (_, value) -> value)) {
            if (row instanceof Json.Obj object) {
                rows.add(object);
            }
        }
        return new Notes(rows, notes, fields.bool("more"));
    }

    static NoteView one(Desk desk, String reference) throws Refusal, IOException, FormatException {
        return NoteView.read("note", row(desk, reference));
    }

    static Json row(Desk desk, String reference) throws Refusal, IOException, FormatException {
        return desk.get("/v1/note?" + NodeClient.query("reference", reference));
    }

    /// References by leaf, so that a page can name the notes it points to.
    Map<LeafRef, NoteView> byLeaf() {
        Map<LeafRef, NoteView> byLeaf = new TreeMap<>();
        notes.forEach(note -> byLeaf.put(note.leaf(), note));
        return byLeaf;
    }
}
