package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak post unlock`.
@Command(
        name = "unlock",
        description = "Unlock a post with its own passphrase: the node can then open its notes and sign for it.",
        footer = {"", "Example:", "  firebreak post unlock RU-MOD --home ru"})
final class PostUnlock extends OfficerCommand {
    @Parameters(paramLabel = "POST", description = "The post's code, for example RU-MOD.")
    private String post = "";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the post's passphrase in its first line. Where it is not given, the terminal asks.")
    private @Nullable Path passphraseFile;

    PostUnlock(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        try (Secret passphrase = passphrase()) {
            Json asked = Json.object()
                    .with("post", post)
                    .with(
                            "passphrase",
                            passphrase.<String, RuntimeException>use(
                                    bytes -> new String(bytes, StandardCharsets.UTF_8)))
                    .build();
            Reply reply = desk.reply("/v1/posts/unlock", asked);
            if (reply instanceof Reply.Refused refused && refused.isWrongPassphrase()) {
                throw new Refusal(Exit.WRONG_SECRET, refused.sentence());
            }
            answer(reply.json(), List.of(post + " is unlocked until it is locked or the node stops"));
            return Exit.DONE;
        }
    }

    private Secret passphrase() throws Refusal, IOException {
        return passphraseFile != null
                ? SecretFile.read(world.path(passphraseFile))
                : world.prompt()
                        .ask("Passphrase of " + post)
                        .orElseThrow(() -> new Refusal(
                                Exit.USAGE, "nobody to ask for the passphrase: give --passphrase-file FILE"));
    }
}
