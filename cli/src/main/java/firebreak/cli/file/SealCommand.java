package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.seal.Age;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "seal",
        description = "Seal a file to whom it is for, in the age format (c2sp.org/age), safe from later quantum"
                + " computers. It is not signed: whoever knows a recipient can make one.",
        footer = {
            "",
            "Example:",
            "  firebreak seal annex.pdf --recipients-file moscow.txt --out annex.pdf.age",
            "",
            "A recipients file has one age1pq1… a line, lines that begin with # left out."
        })
final class SealCommand extends FileAct {
    @Mixin
    private RecipientOptions recipients = new RecipientOptions();

    SealCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        List<Recipient.Hybrid> to = recipients.all(world);
        WholeFile.write(
                to(),
                out -> reading(in -> {
                    Age.encrypt(in, out, to, world.random());
                    return to.size();
                }));
        answer(
                Json.object()
                        .with("out", to().toString())
                        .with("bytes", Files.size(to()))
                        .with("recipients", to.size())
                        .build(),
                List.of("Sealed to " + to.size() + (to.size() == 1 ? " recipient: " : " recipients: ") + to()));
        return Exit.DONE;
    }
}
