package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak post lock`.
@Command(
        name = "lock",
        description = "Lock a post: the node stores and receipts what comes, and opens and signs nothing for it.",
        footer = {"", "Example:", "  firebreak post lock RU-MOD --home ru"})
final class PostLock extends OfficerCommand {
    @Parameters(paramLabel = "POST", description = "The post's code, for example RU-MOD.")
    private String post = "";

    PostLock(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        Json answer =
                desk.post("/v1/posts/lock", Json.object().with("post", post).build());
        answer(answer, List.of(post + " is locked"));
        return Exit.DONE;
    }
}
