package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak note joint propose`. It goes to the other authors' posts by the line; nothing is recorded by it.
@Command(
        name = "propose",
        description = "Propose a joint note to the posts that are to sign it.",
        footer = {
            "",
            "Example:",
            "  firebreak note joint propose --channel FR-RU-UK --by UK-MOD,FR-MOD \\",
            "      --form joint-note --to RU-MOD --field subject=\"A statement\" \\",
            "      --field text=@statement.txt --home uk",
            "",
            "Until every author has it on record it binds nobody. Where the nodes cannot",
            "reach each other, --out writes it to a file that can be carried."
        })
final class JointPropose extends WholeDraft {
    @Option(
            names = "--by",
            paramLabel = "POST",
            split = ",",
            required = true,
            description = "The posts that sign, one of each party, your own among them.")
    private List<String> by = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the proposal to a file too.")
    private @Nullable Path file;

    JointPropose(World world) {
        super(world);
    }

    @Override
    int send(Desk desk, Board board, DraftPaper paper) throws Refusal, IOException, FormatException {
        Json answer = desk.post("/v1/joint/propose", paper.request(by, board));
        Fields fields = Fields.of("proposal", answer);
        String id = fields.string("proposal");
        Bytes payload = Bytes.parseBase64Url("proposal.payload", fields.string("payload"));
        JointPaper proposal = JointPaper.of("proposal", payload, Optional.empty());
        if (file != null) {
            proposal.write(world.path(file));
        }
        String brief = Shown.line(id.substring(0, Math.min(8, id.length())));
        answer(
                Json.object()
                        .with("reference", proposal.note().reference())
                        .with("proposal", id)
                        .build(),
                List.of(
                        "Proposed as " + Shown.line(proposal.note().reference())
                                + ". Nothing is signed or recorded yet.",
                        "At each author's node an officer who may release, and did not propose it,",
                        "reads it with " + next("note joint show " + brief),
                        "and signs it with " + next("note joint sign " + brief)));
        return Exit.DONE;
    }
}
