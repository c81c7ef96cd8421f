package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak note joint sign`. The officer's post must be an author of the note, and unlocked.
@Command(
        name = "sign",
        description = "Sign a joint note as one of its authors. Nothing is said by it yet.",
        footer = {"", "Example:", "  firebreak note joint sign joint.json --to joint-UK.json --home uk"})
final class JointSign extends OfficerCommand {
    @Parameters(
            paramLabel = "PROPOSAL",
            description = "Its id or reference as the list shows it; or a file, of a proposal or of a signed copy.")
    private String proposal = "";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Of a proposal in a file: where the signed copy goes. Default: in place.")
    private @Nullable Path to;

    JointSign(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        Path file = world.path(Path.of(proposal));
        return Files.isRegularFile(file) ? sign(desk, file) : sign(desk, JointView.one(desk, proposal));
    }

    private int sign(Desk desk, JointView view) throws Refusal, IOException, FormatException {
        desk.post("/v1/joint/sign", Json.object().with("proposal", view.id()).build());
        answer(
                Json.object()
                        .with("reference", view.reference())
                        .with("proposal", view.id())
                        .build(),
                List.of(
                        "Signed " + Shown.line(view.reference())
                                + ". It goes on record by itself when all have signed:",
                        "  " + next("note joint list")));
        return Exit.DONE;
    }

    private int sign(Desk desk, Path file) throws Refusal, IOException, FormatException {
        JointPaper paper = JointPaper.readAll(List.of(file));
        Json asked = Json.object().with("payload", paper.payload().base64Url()).build();
        Json answer = desk.post("/v1/joint/sign", asked);
        Bytes signed =
                Bytes.parseBase64Url("signed", Fields.of("answer", answer).string("signed"));
        Path target = to == null ? file : world.path(to);
        paper.with(Jws.parse("signed", signed)).write(target);
        answer(
                Json.object()
                        .with("reference", paper.note().reference())
                        .with("to", target.toString())
                        .build(),
                List.of(
                        "Signed " + Shown.line(paper.note().reference()) + ": " + target,
                        "When every author has signed, each puts it on record with all the copies:",
                        "  " + next("note joint record " + target + " OTHER-COPIES")));
        return Exit.DONE;
    }
}
