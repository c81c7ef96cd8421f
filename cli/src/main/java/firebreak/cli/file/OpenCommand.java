package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Passphrases;
import firebreak.node.home.SmallFile;
import firebreak.seal.Age;
import firebreak.seal.Armor;
import firebreak.seal.Unsealed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "open",
        description = "Open a file that was sealed in the age format (c2sp.org/age). The output is there whole, or not"
                + " at all.",
        footer = {
            "",
            "Example:",
            "  firebreak open annex.pdf.age --identity moscow.key --out annex.pdf",
            "",
            "Exit code 5 when no identity opens it. A sealed file says nothing of who",
            "sealed it."
        })
final class OpenCommand extends FileAct {
    /// Largest file in ASCII armour, in bytes: it is read whole.
    static final int MAX_ARMORED = 64 << 20;

    private static final int ARMOR_SHOWS = 256;

    @Option(
            names = {"-i", "--identity"},
            required = true,
            paramLabel = "FILE",
            description = "A file of AGE-SECRET-KEY-… lines, itself under a passphrase or not; again for several.")
    private List<Path> identities = new ArrayList<>();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the identity file; else it is asked for.")
    private @Nullable Path passphraseFile;

    OpenCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Passphrases passphrases = new Secrets(world).file(passphraseFile);
        List<Path> files = identities.stream().map(world::path).toList();
        try (Identities known = Identities.read(files, passphrases)) {
            long bytes = WholeFile.write(to(), out -> reading(in -> open(in, out, known)));
            answer(
                    Json.object()
                            .with("out", to().toString())
                            .with("bytes", bytes)
                            .build(),
                    List.of("Opened: " + to() + ", " + bytes + " bytes"));
        }
        return Exit.DONE;
    }

    private long open(InputStream in, OutputStream out, Identities known) throws Refusal, IOException, FormatException {
        Unsealed<Long> unsealed = Age.decrypt(binary(in), out, known.all(), Long.MAX_VALUE);
        return switch (unsealed) {
            case Unsealed.Opened<Long>(Long bytes) -> bytes;
            case Unsealed.NotForUs<Long> _ ->
                throw new Refusal(Exit.WRONG_SECRET, file() + " is sealed to others: no identity given opens it");
        };
    }

    /// What is inside the armour, or the file itself.
    private InputStream binary(InputStream in) throws IOException, FormatException {
        in.mark(ARMOR_SHOWS);
        Bytes begin = Bytes.wrap(in.readNBytes(ARMOR_SHOWS));
        in.reset();
        return Armor.isArmor(begin)
                ? new ByteArrayInputStream(
                        Armor.read(SmallFile.bytes(file(), MAX_ARMORED)).toArray())
                : in;
    }
}
