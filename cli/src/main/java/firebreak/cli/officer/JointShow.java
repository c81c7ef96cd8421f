package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note joint show`: nobody signs what they have not read.
@Command(
        name = "show",
        description = "Show a proposed joint note as the document it would be, and who has signed it.",
        footer = {
            "",
            "Examples:",
            "  firebreak note joint show 3f0c9a2b --home uk",
            "  firebreak note joint show joint-UK.json joint-FR.json --home uk"
        })
final class JointShow extends OfficerCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "PROPOSAL",
            description = "Its id or reference as the list shows it; or files, which are put together.")
    private List<String> proposals = List.of();

    JointShow(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        String first = proposals.getFirst();
        if (Files.isRegularFile(world.path(Path.of(first)))) {
            JointPaper paper = JointPaper.readAll(
                    proposals.stream().map(Path::of).map(world::path).toList());
            return show(desk, paper, names(paper.signedBy(home().holdings().registry())), "");
        }
        JointView view = JointView.one(desk, first);
        List<String> signed = view.authors().stream()
                .filter(JointView.Signatory::signed)
                .map(JointView.Signatory::post)
                .toList();
        return show(desk, view.paper(), signed, view.state());
    }

    private int show(Desk desk, JointPaper paper, List<String> signed, String state)
            throws Refusal, IOException, FormatException {
        String channel = paper.note().place().channel().hash().hex();
        List<String> page = new ArrayList<>(NotePage.of(
                paper.note(),
                Paper.read("content", paper.note().content().toJson()),
                Board.of(desk),
                Notes.of(desk, channel, Notes.MOST).byLeaf()));
        page.add("");
        List<String> missing = new ArrayList<>(names(paper.note().authors()));
        missing.removeAll(signed);
        page.add("Signed by      " + (signed.isEmpty() ? "nobody yet" : String.join(", ", signed)));
        page.add("Not signed by  "
                + (missing.isEmpty() ? "nobody: it can be put on record" : String.join(", ", missing)));
        if (!state.isEmpty()) {
            page.add("State          " + Shown.line(state));
        }
        answer(
                Json.object()
                        .with("reference", paper.note().reference())
                        .with("note", paper.note().content().toJson())
                        .with("signed", Json.strings(signed))
                        .with("missing", Json.strings(missing))
                        .build(),
                page);
        return Exit.DONE;
    }

    private static List<String> names(List<Author> authors) {
        return authors.stream()
                .map(author -> author.post().orElseThrow().value())
                .toList();
    }
}
