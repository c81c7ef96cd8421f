package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A statement of a post about a note, for the other side to see.
abstract class NoteReceipt extends OfficerCommand {
    private final String step;
    private final String word;

    @Parameters(paramLabel = "REFERENCE", description = "The note's reference, as the list shows it.")
    private String reference = "";

    @Option(
            names = "--post",
            paramLabel = "POST",
            description = "The post that states it. Usual: the officer's first post in the channel.")
    private @Nullable String post;

    /// @param step the last part of the path
    /// @param word what the other side will see
    NoteReceipt(World world, String step, String word) {
        super(world);
        this.step = step;
        this.word = word;
    }

    @Override
    final int act(Desk desk) throws Refusal, IOException, FormatException {
        Json asked =
                Json.object().with("reference", reference).with("post", post).build();
        Json answer = desk.post("/v1/note/" + step, asked);
        boolean before = Fields.of("receipt", answer).has("before");
        answer(
                answer,
                List.of(Shown.line(reference)
                        + (before
                                ? " had been " + word + " before; nothing was recorded"
                                : " is " + word + ", and every member of the channel will see it")));
        return Exit.DONE;
    }
}
