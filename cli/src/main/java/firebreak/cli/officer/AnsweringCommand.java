package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A draft that answers a note: to its authors, for information to whom else it was addressed, as urgent as it was.
abstract class AnsweringCommand extends DraftingCommand {
    private static final int SUBJECT_CHARS = 200;

    private final String form;

    @Parameters(paramLabel = "REFERENCE", description = "The note that is answered, as the list shows it.")
    private String reference = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            required = true,
            description = "What to say, or @FILE for what stands in a file.")
    private String text = "";

    @Option(names = "--subject", paramLabel = "TEXT", description = "Usual: Re: and the subject of the note.")
    private @Nullable String subject;

    /// @param form the id of the form of such an answer
    AnsweringCommand(World world, String form) {
        super(world);
        this.form = form;
    }

    /// Fields that only this kind of answer has.
    abstract SequencedMap<String, Json> own() throws Refusal;

    @Override
    final DraftPaper paper(Desk desk, Board board) throws Refusal, IOException, FormatException {
        NoteView note = Notes.one(desk, reference);
        if (board.line(note.channel()).filter(line -> note.isBy(line.self())).isPresent()) {
            throw new Refusal(note.reference() + " is a note of your own party: correct it with "
                    + next("note draft --corrects " + note.reference()));
        }
        String speaker = speaker(note, desk.session());
        List<String> authors = note.authors().stream().map(NoteView.From::name).toList();
        List<String> others = Stream.concat(note.paper().action().stream(), note.paper().information().stream())
                .filter(post -> !post.equals(speaker) && !authors.contains(post))
                .distinct()
                .toList();
        return new DraftPaper()
                .with("channel", note.channel())
                .with("post", speaker)
                .with("form", form)
                .with("to", authors)
                .with("info", others)
                .with("answers", note.reference())
                .with("precedence", note.paper().precedence())
                .with("marking", note.paper().handling())
                .with("releasableTo", note.paper().releasableTo())
                .withFields(fields(note));
    }

    /// The officer's post that the note was addressed to, or the only post there is.
    private static @Nullable String speaker(NoteView note, Session session) {
        List<String> addressed = Stream.concat(note.paper().action().stream(), note.paper().information().stream())
                .filter(session.posts()::contains)
                .toList();
        return addressed.isEmpty() ? null : addressed.getFirst();
    }

    private SequencedMap<String, Json> fields(NoteView note) throws Refusal, IOException, FormatException {
        SequencedMap<String, Json> fields = new LinkedHashMap<>(own());
        String usual = Shown.line("Re: " + note.paper().subject(), SUBJECT_CHARS);
        fields.put("subject", Json.of(subject == null ? usual : subject));
        fields.put("text", Json.of(TextArgument.read(text)));
        return fields;
    }
}
