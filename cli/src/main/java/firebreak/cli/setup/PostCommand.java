package firebreak.cli.setup;

import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak post`: the posts of a party.
public final class PostCommand {
    private PostCommand() {}

    static Json row(PostEntry post) {
        return Json.object()
                .with("code", post.code().value())
                .with("title", post.title())
                .with("keys", post.signing().hash())
                .with("notBefore", post.notBefore())
                .with("notAfter", post.notAfter())
                .build();
    }

    /// `firebreak post add`.
    @Command(
            name = "add",
            description = {
                "Make the keys of a post, under a passphrase of its own officers.",
                "It speaks once it stands in the party's manifest and in a channel."
            },
            footer = {"", "Example:", "  firebreak post add --home /srv/ru RU-MOD --title 'Minister of Defence'"})
    public static final class Add extends HomeAct {
        @Parameters(paramLabel = "CODE", description = "The post's code, such as RU-MOD.")
        private String code = "";

        @Option(names = "--title", required = true, description = "The office in words.")
        private String title = "";

        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "The first line is the post's passphrase.")
        private @Nullable Path file;

        public Add(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            PostCode post = PostCode.parse("CODE", code);
            String office = PostKeyMaking.title(title);
            PostKeyMaking making =
                    new PostKeyMaking(world, at, at.config(), Optional.ofNullable(file), Optional.empty());
            PostEntry made;
            try (Secret passphrase = making.passphrase(post, Optional.empty())) {
                made = making.make(post, office, passphrase);
            }
            answer(
                    row(made),
                    List.of(
                            "Made the keys of " + made.code() + ", valid until " + Times.format(made.notAfter()) + ".",
                            "Next: " + next("ceremony manifest") + ", so that others know them."));
            return Exit.DONE;
        }
    }

    /// `firebreak post list`.
    @Command(
            name = "list",
            description = "List the posts whose keys are in this home, with the beginning of their keys' hash.",
            footer = {"", "Example:", "  firebreak post list --home /srv/ru"})
    public static final class Listing extends HomeAct {
        public Listing(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            at.requireHome();
            if (json()) {
                say(Json.object()
                        .with("posts", Json.list(at.publicKeys().posts(), PostCommand::row))
                        .build());
            } else {
                at.publicKeys().posts().forEach(post -> say(line(post)));
            }
            return Exit.DONE;
        }

        private static String line(PostEntry post) {
            return "%-16s %-40s keys %s  until %s"
                    .formatted(post.code(), post.title(), post.signing().hash().brief(), Times.format(post.notAfter()));
        }
    }
}
