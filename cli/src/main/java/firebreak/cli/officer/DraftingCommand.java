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
import picocli.CommandLine.Option;

/// A command that makes a draft. It sends nothing; what a second officer has to do next is printed.
abstract class DraftingCommand extends OfficerCommand {
    @Option(names = "--post", paramLabel = "POST", description = "The post that speaks. Usual: the officer's only one.")
    private @Nullable String post;

    @Option(
            names = "--info",
            paramLabel = "POST",
            split = ",",
            description = "Posts that only need to know; again or with commas for several.")
    private List<String> info = new ArrayList<>();

    @Option(
            names = "--precedence",
            paramLabel = "WORD",
            description = "FLASH, IMMEDIATE, PRIORITY or ROUTINE: how fast it is to be handled.")
    private @Nullable String precedence;

    @Option(
            names = "--marking",
            paramLabel = "WORD",
            description = "How it is to be handled, for example CONFIDENTIAL.")
    private @Nullable String marking;

    @Option(
            names = "--releasable-to",
            paramLabel = "PARTY",
            split = ",",
            description = "Parties beyond the channel that may be shown it.")
    private List<String> releasableTo = new ArrayList<>();

    @Option(names = "--language", paramLabel = "TAG", description = "Language of the text, usual en.")
    private @Nullable String language;

    @Option(
            names = "--field",
            paramLabel = "NAME=VALUE",
            description = "A field of the form; NAME=@FILE takes its text from a file. Lists: once for each entry.")
    private List<String> fields = new ArrayList<>();

    DraftingCommand(World world) {
        super(world);
    }

    /// The note as far as this kind of draft decides it.
    abstract DraftPaper paper(Desk desk, Board board) throws Refusal, IOException, FormatException;

    @Override
    final int act(Desk desk) throws Refusal, IOException, FormatException {
        Board board = Board.of(desk);
        DraftPaper paper = paper(desk, board)
                .with("post", post)
                .with("info", info)
                .with("precedence", precedence)
                .with("marking", marking)
                .with("releasableTo", releasableTo)
                .with("language", language)
                .withFields(FieldArguments.read(fields));
        return send(desk, board, paper);
    }

    /// Gives the whole draft to the node, where it waits for another officer.
    int send(Desk desk, Board board, DraftPaper paper) throws Refusal, IOException, FormatException {
        Json answer = desk.post("/v1/drafts", paper.request(desk.session(), board));
        String draft = Fields.of("draft", answer).string("draft");
        answer(
                answer,
                List.of(
                        "Draft " + draft + " is made by " + desk.session().officer() + ". It is not sent yet.",
                        "Another officer who may release for this post reads it with " + next("note drafts " + draft),
                        "and sends it with " + next("note release " + draft)));
        return Exit.DONE;
    }
}
