package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak note joint record`. Each author's node records it; it binds when all have.
@Command(
        name = "record",
        description = "Put a joint note that all its authors have signed into the own record.",
        footer = {"", "Example:", "  firebreak note joint record joint-UK.json joint-FR.json --home uk"})
final class JointRecord extends OfficerCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Copies with the signatures; they are put together.")
    private List<Path> files = List.of();

    JointRecord(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        JointPaper paper = JointPaper.readAll(files.stream().map(world::path).toList());
        Jws signed = paper.signed()
                .orElseThrow(
                        () -> new Refusal("nobody has signed it yet: " + next("note joint sign " + files.getFirst())));
        Json asked = Json.object()
                .with("signed", Json.strings(List.of(signed.bytes().base64Url())))
                .build();
        Json answer = desk.post("/v1/joint/record", asked);
        String reference = Shown.line(paper.note().reference());
        answer(
                answer,
                List.of(
                        "On record here as " + reference + ". It binds when every author has it on record:",
                        "  " + next("note show " + reference)));
        return Exit.DONE;
    }
}
