package firebreak.cli.setup;

import firebreak.charter.Manifest;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.NodeKeys;
import firebreak.node.wire.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak keys rotate`: makes the next keys of posts and of the node.
@Command(
        name = "rotate",
        description = {
            "Make the next keys of posts and of the node, under the passphrases they have. Those in use go on being used",
            "until the party's next manifest, which names the new ones, takes effect; what was sealed to a post's old",
            "keys can be read for 90 days more. Without --post and --node, all of them.",
            "The keys of checkpoints stay: every channel's agreement names them, so they change with the agreement."
        },
        footer = {
            "",
            "Example:",
            "  firebreak keys rotate --home /srv/ru --post RU-MOD",
            "  firebreak ceremony manifest --home /srv/ru --to manifest-RU-2.json \\",
            "      --holder anna=/media/anna --holder vera=/media/vera"
        })
public final class KeysRotate extends HomeAct {
    @Option(names = "--post", paramLabel = "CODE", description = "A post; may be given again.")
    private List<String> posts = List.of();

    @Option(names = "--node", description = "The node: what it signs with and its TLS key.")
    private boolean node;

    @Option(
            names = "--post-passphrases",
            paramLabel = "DIR",
            description = "A folder with a passphrase file for each post, named like it. Default: its officers type.")
    private @Nullable Path postPassphrases;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The first line is the passphrase of the node's keys.")
    private @Nullable Path nodePassphrase;

    public KeysRotate(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Home at = home();
        boolean all = posts.isEmpty() && !node;
        List<PostCode> chosen = new ArrayList<>();
        for (String code : posts) {
            chosen.add(PostCode.parse("--post", code));
        }
        if (all) {
            at.publicKeys().posts().forEach(post -> chosen.add(post.code()));
        }
        PostKeyMaking making =
                new PostKeyMaking(world, at, at.config(), Optional.empty(), Optional.ofNullable(postPassphrases));
        List<PostEntry> made = new ArrayList<>();
        for (PostCode post : chosen) {
            made.add(making.renew(post));
        }
        boolean ofNode = all || node;
        if (ofNode) {
            rotateNode(at);
        }
        answer(
                Json.object()
                        .with("posts", Json.list(made, PostCommand::row))
                        .with("node", ofNode)
                        .build(),
                lines(made, ofNode));
        return Exit.DONE;
    }

    /// Older keys stay as long as a manifest in effect, or one to come, names them.
    private void rotateNode(Home at) throws IOException, FormatException, Refusal {
        Config config = at.config();
        KeyFile<NodeKeys> file = at.keys(config.mode()).node();
        List<Manifest> needed = inUse(at);
        try (Secret passphrase = new Secrets(world)
                        .node(at, Optional.ofNullable(nodePassphrase))
                        .known("the node's keys");
                NodeKeys old = Secrets.open(file, passphrase, "the node's keys")) {
            NodeKeys keys = old.rotated(
                    pair -> needed.stream()
                            .anyMatch(manifest -> manifest.node().signing().equals(pair.keys())),
                    seed -> needed.stream()
                            .anyMatch(manifest -> manifest.node()
                                    .tls()
                                    .equals(seed.use(TlsIdentity::fromSeed).spkiHash())),
                    world.random());
            file.replace(keys, passphrase, world.random());
            PublicKeys before = at.publicKeys();
            at.write(new PublicKeys(PublicKeys.node(keys, config.address()), before.posts()));
            keys.signing().close();
            keys.tls().close();
        }
    }

    private List<Manifest> inUse(Home at) throws IOException, FormatException {
        Registry registry = at.holdings().registry();
        return at.holdings().parties().entrySet().stream()
                .flatMap(joined ->
                        registry
                                .manifestsInUse(
                                        joined.getKey(),
                                        joined.getValue(),
                                        world.clock().instant())
                                .stream())
                .toList();
    }

    private List<String> lines(List<PostEntry> made, boolean ofNode) {
        Stream<String> keys = Stream.concat(
                made.stream()
                        .map(post -> "Made new keys of " + post.code() + ", valid until "
                                + Times.format(post.notAfter()) + "."),
                ofNode ? Stream.of("Made new keys of the node: what it signs with, and TLS.") : Stream.of());
        List<String> lines = new ArrayList<>(keys.toList());
        lines.add("They come into use when the party's next manifest takes effect:");
        lines.add("  1. " + next("ceremony manifest --to FILE") + ", and give it to the other parties");
        made.forEach(post -> lines.add("  2. " + next("post unlock " + post.code())
                + ", so that the node has the new keys (until then the post cannot sign)"));
        if (ofNode) {
            lines.add("  3. stop the node and start it again before then, so that it has its own new keys");
        }
        return lines;
    }
}
