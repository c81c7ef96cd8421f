package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Passphrases;
import firebreak.seal.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "The recipients of a file of identities, for those who are to seal to it.",
        footer = {"", "Example:", "  firebreak identity show moscow.key"})
final class IdentityShow extends JsonAct {
    @Parameters(paramLabel = "FILE", description = "A file of AGE-SECRET-KEY-… lines, under a passphrase or not.")
    private Path file = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase; else it is asked for.")
    private @Nullable Path passphraseFile;

    IdentityShow(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Passphrases passphrases = new Secrets(world).file(passphraseFile);
        try (Identities identities = Identities.read(List.of(world.path(file)), passphrases)) {
            List<String> recipients =
                    identities.all().stream().map(IdentityShow::recipient).toList();
            answer(
                    Json.object()
                            .with("recipients", Json.list(recipients, Json::of))
                            .build(),
                    recipients);
        }
        return Exit.DONE;
    }

    private static String recipient(Identity identity) {
        return switch (identity) {
            case Identity.Hybrid hybrid -> hybrid.recipient().text();
            case Identity.X25519 x25519 -> x25519.recipient().text();
            case Identity.Passphrase _ -> throw new IllegalStateException("a file of identities holds keys alone");
        };
    }
}
