package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.SmallFile;
import firebreak.seal.Age;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    /// Largest file of recipients: as many as a file takes, and comments.
    static final int MAX_RECIPIENTS_BYTES = 512 << 10;

    @Option(
            names = {"-r", "--recipient"},
            paramLabel = "age1pq1…",
            description = "Whom it is for; again for several.")
    private List<String> recipients = new ArrayList<>();

    @Option(
            names = {"-R", "--recipients-file"},
            paramLabel = "FILE",
            description = "A file of them; again for several.")
    private List<Path> files = new ArrayList<>();

    SealCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        List<Recipient.Hybrid> to = all();
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

    private List<Recipient.Hybrid> all() throws Refusal, FormatException, IOException {
        List<Recipient.Hybrid> all = new ArrayList<>();
        for (String text : recipients) {
            all.add(recipient("--recipient", text));
        }
        for (Path file : files) {
            read(world.path(file), all);
        }
        if (all.isEmpty()) {
            throw new Refusal(Exit.USAGE, "say whom it is for, with --recipient or --recipients-file");
        }
        if (all.size() > Age.MAX_RECIPIENTS) {
            throw new Refusal("a file has at most " + Age.MAX_RECIPIENTS + " recipients, not " + all.size());
        }
        return all;
    }

    private static void read(Path file, List<Recipient.Hybrid> all) throws Refusal, FormatException, IOException {
        List<String> lines = SmallFile.bytes(file, MAX_RECIPIENTS_BYTES)
                .utf8(file.toString())
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                all.add(recipient(file + " line " + (i + 1), line));
            }
        }
    }

    private static Recipient.Hybrid recipient(String place, String text) throws Refusal, FormatException {
        return switch (Recipient.parse(place, text)) {
            case Recipient.Hybrid hybrid -> hybrid;
            case Recipient.X25519 _, Recipient.Passphrase _ ->
                throw new Refusal(place + ": what is sealed to an age1… key a later quantum computer opens: ask for an"
                        + " age1pq1… key (firebreak identity new makes one)");
        };
    }
}
