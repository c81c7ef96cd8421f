package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.node.home.SmallFile;
import firebreak.seal.Age;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that say whom a file is sealed to.
public final class RecipientOptions {
    /// Largest file of recipients: as many as a file takes, and comments.
    static final int MAX_BYTES = 512 << 10;

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

    /// Whether any were named.
    public boolean given() {
        return !recipients.isEmpty() || !files.isEmpty();
    }

    /// All of them; at least one.
    public List<Recipient.Hybrid> all(World world) throws Refusal, FormatException, IOException {
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
        List<String> lines =
                SmallFile.bytes(file, MAX_BYTES).utf8(file.toString()).lines().toList();
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
