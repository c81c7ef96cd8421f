package firebreak.cli.setup;

import firebreak.charter.Mode;
import firebreak.charter.NodeEntry;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Home;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.NodeKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak init`: a new home with node keys and posts.
@Command(
        name = "init",
        description = "Make the home of a party's node: its settings, its keys, and the keys of its posts.",
        footer = {
            "",
            "Example:",
            "  firebreak init --home /srv/ru --party RU --mode live \\",
            "      --address https://node.example:7443 \\",
            "      --post RU-MOD='Minister of Defence' \\",
            "      --post RU-CGS='Chief of the General Staff'"
        })
public final class InitCommand extends HomeAct {
    private static final String LOOPBACK = "127.0.0.1";

    @Option(names = "--party", required = true, paramLabel = "CODE", description = "The party's code, such as RU.")
    private String party = "";

    @Option(
            names = "--mode",
            required = true,
            paramLabel = "live|exercise",
            description = "Whether what is said counts.")
    private String mode = "";

    @Option(
            names = "--address",
            required = true,
            paramLabel = "URL",
            description = "Where other members reach this node: https://host:port.")
    private String address = "";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where it listens for them. Default: 0.0.0.0 and the port of --address.")
    private @Nullable String listen;

    @Option(
            names = "--api",
            defaultValue = LOOPBACK + ":7080",
            paramLabel = "HOST:PORT",
            description = "Where its own officers connect. Default: ${DEFAULT-VALUE}.")
    private String api = "";

    @Option(
            names = "--metrics",
            defaultValue = LOOPBACK + ":7090",
            paramLabel = "HOST:PORT",
            description = "Health and measurements. Default: ${DEFAULT-VALUE}.")
    private String metrics = "";

    @Option(names = "--post", paramLabel = "CODE=TITLE", description = "A post of the party; may be given again.")
    private Map<String, String> posts = new LinkedHashMap<>();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The first line is the passphrase of the node's keys; an exercise remembers the file.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--post-passphrases",
            paramLabel = "DIR",
            description = "A folder with a passphrase file for each post, named by its code.")
    private @Nullable Path postPassphrases;

    public InitCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Home made = folder();
        if (made.exists()) {
            throw new Refusal(made + " is a home already; nothing was changed");
        }
        Config config = config(made);
        config.check("settings");
        SequencedMap<PostCode, String> titles = PostKeyMaking.titles(posts);
        SequencedMap<PostCode, Secret> secrets = new LinkedHashMap<>();
        try (Secret passphrase = new Secrets(world)
                .node(made, Optional.ofNullable(passphraseFile))
                .fresh("the node's keys")) {
            Secrets.requireStrong(config.mode(), passphrase, "the node's keys");
            PostKeyMaking making =
                    new PostKeyMaking(world, made, config, Optional.empty(), Optional.ofNullable(postPassphrases));
            for (PostCode post : titles.sequencedKeySet()) {
                secrets.put(post, making.passphrase(post, Optional.of(passphrase)));
            }
            makeNode(made, config, passphrase);
            for (Map.Entry<PostCode, Secret> post : secrets.entrySet()) {
                making.make(post.getKey(), Objects.requireNonNull(titles.get(post.getKey())), post.getValue());
            }
            made.write(config);
        } finally {
            secrets.values().forEach(Secret::close);
        }
        tell(made, config, titles);
        return Exit.DONE;
    }

    private Config config(Home made) throws FormatException {
        NodeEntry.address("--address", address);
        Mode chosen = Mode.read("--mode", Json.of(mode));
        int port = URI.create(address).getPort();
        Endpoint listening = listen == null ? new Endpoint("0.0.0.0", port) : Endpoint.parse("--listen", listen);
        Optional<String> remembered = chosen == Mode.EXERCISE
                ? Optional.ofNullable(passphraseFile)
                        .map(file ->
                                world.path(file).toAbsolutePath().normalize().toString())
                : Optional.empty();
        return new Config(
                PartyCode.parse("--party", party),
                chosen,
                listening,
                address,
                Endpoint.parse("--api", api),
                Endpoint.parse("--metrics", metrics),
                Config.usualLease(String.valueOf(made.folder().getFileName())),
                remembered);
    }

    /// Settings come last: a folder without them is no home, and what is found there is never overwritten.
    private void makeNode(Home made, Config config, Secret passphrase) throws IOException {
        try (NodeKeys keys = NodeKeys.generate(world.random())) {
            made.keys(config.mode()).node().create(keys, passphrase, world.random());
            made.write(new PublicKeys(PublicKeys.node(keys, config.address()), List.of()));
        }
    }

    private void tell(Home made, Config config, SequencedMap<PostCode, String> titles) {
        Json told = Json.object()
                .with("home", made.folder().toString())
                .with("party", config.party().value())
                .with("mode", config.mode().toJson())
                .with("posts", Json.list(titles.sequencedKeySet(), PostCode::toJson))
                .with("lease", made.leaseFile(config).toString())
                .build();
        answer(
                told,
                List.of(
                        "Made the " + config.mode().word() + " home of " + config.party() + " at " + made + " with "
                                + titles.size() + (titles.size() == 1 ? " post." : " posts."),
                        "",
                        "Next, all with --home " + made + ":",
                        "  1. firebreak ceremony root --name 'Name of the party' --threshold 2 \\",
                        "         --holder A=MEDIUM --holder B=MEDIUM --holder C=MEDIUM",
                        "  2. give root.json to the other parties; compare with firebreak ceremony fingerprint",
                        "  3. firebreak charter draft, sign and join",
                        "  4. firebreak ceremony manifest; exchange manifests; firebreak charter join",
                        "  5. firebreak channel draft, sign and join",
                        "  6. firebreak officer add NAME --role draft --role watch --post CODE",
                        "  7. firebreak serve",
                        "Keep " + made.leaseFile(config)
                                + " where it is when you restore the home from a backup: it shows what has left the node."));
    }
}
