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

/// `firebreak note joint decline`. The other authors are told; what was signed elsewhere binds nobody without this one.
@Command(
        name = "decline",
        description = "Say that this party will not sign a joint note.",
        footer = {"", "Example:", "  firebreak note joint decline 3f0c9a2b --home uk"})
final class JointDecline extends OfficerCommand {
    @Parameters(paramLabel = "PROPOSAL", description = "Its id or reference, as the list shows it.")
    private String proposal = "";

    JointDecline(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        JointView view = JointView.one(desk, proposal);
        Reply reply = desk.reply(
                "/v1/joint/decline", Json.object().with("proposal", view.id()).build());
        reply.bytes();
        answer(
                Json.object().with("declined", view.id()).build(),
                List.of("Declined " + Shown.line(view.reference()) + "; the other authors are told"));
        return Exit.DONE;
    }
}
