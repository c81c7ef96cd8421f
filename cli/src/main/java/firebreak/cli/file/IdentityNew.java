package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Passphrases;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "new",
        description = "Make a key that opens files (ML-KEM-768 with X25519), and show whom to seal to.",
        footer = {
            "",
            "Example:",
            "  firebreak identity new --out moscow.key",
            "",
            "The recipient, age1pq1…, is for everybody; the file is for its owner alone."
        })
final class IdentityNew extends JsonAct {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path out = Path.of("");

    @Option(names = "--passphrase", description = "Keep the file under a passphrase, which is asked for.")
    private boolean underPassphrase;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Keep it under the passphrase in the first line of this file.")
    private @Nullable Path passphraseFile;

    IdentityNew(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Path file = world.path(out);
        try (Identity.Hybrid identity = Identity.Hybrid.generate(world.random())) {
            String recipient = identity.recipient().text();
            WholeFile.write(file, to -> {
                try (Secret text = text(identity, recipient)) {
                    write(file, text, to);
                }
                return recipient;
            });
            answer(
                    Json.object()
                            .with("out", file.toString())
                            .with("recipient", recipient)
                            .build(),
                    List.of(recipient));
        }
        return Exit.DONE;
    }

    private Secret text(Identity.Hybrid identity, String recipient) {
        String head = "# made " + world.clock().instant().truncatedTo(ChronoUnit.SECONDS) + "\n# recipient " + recipient
                + "\n";
        try (Secret comments = ascii(head);
                Secret key = identity.text();
                Secret end = ascii("\n")) {
            return Secret.concat(comments, key, end);
        }
    }

    private static Secret ascii(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(Path file, Secret text, OutputStream to) throws IOException {
        if (!underPassphrase && passphraseFile == null) {
            text.use(bytes -> {
                to.write(bytes);
                return null;
            });
            return;
        }
        Passphrases passphrases = new Secrets(world).file(passphraseFile);
        try (Secret passphrase = passphrases.fresh(file.toString())) {
            text.use(bytes -> {
                Age.encrypt(
                        new ByteArrayInputStream(bytes),
                        to,
                        List.of(new Recipient.Passphrase(passphrase)),
                        world.random());
                return null;
            });
        }
    }
}
