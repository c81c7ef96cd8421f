package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.charter.Version;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firebreak keys revoke`: the party takes its trust from keys of its own.
@Command(
        name = "revoke",
        description = {
            "Draft the revocation of keys of posts or of the node and sign it with the root holders present. It works",
            "forward: what was signed before keeps every effect. From the first leaf on that such a key signed after",
            "--since, each record is labelled as disputed by this party, no more; nothing can be taken back.",
            "Revoked are all keys that an earlier manifest named and the newest does not: make the next ones first (keys",
            "rotate) and have their manifest signed. Where there are no others, the post says nothing until it has some.",
            "When enough have signed it goes into the home's documents; else sign FILE further with charter sign."
        },
        footer = {
            "",
            "Example:",
            "  firebreak keys revoke --home /srv/ru --post RU-MOD \\",
            "      --since 2026-11-20T06:00:00Z --to revocation-RU.json \\",
            "      --holder anna=/media/anna --holder vera=/media/vera"
        })
public final class KeysRevoke extends HomeAct {
    @Mixin
    private RootOptions roots = new RootOptions();

    @Option(names = "--post", paramLabel = "CODE", description = "A post whose keys are lost; may be given again.")
    private List<String> posts = List.of();

    @Option(names = "--node", description = "The node's: what it signs with, and TLS.")
    private boolean node;

    @Option(
            names = "--checkpoints",
            description = "The node's keys of checkpoints: then every leaf may be somebody else's.")
    private boolean checkpoints;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "TIME",
            description = "From when the keys may have been in wrong hands, in UTC.")
    private String since = "";

    @Option(
            names = "--good",
            paramLabel = "CHANNEL=SIZE",
            description =
                    "How many leaves of the own record there are beyond dispute. Default: all before the first that"
                            + " such a key signed after --since; where there is none, nothing is disputed.")
    private Map<String, Long> good = Map.of();

    @Option(
            names = "--charter",
            paramLabel = "FINGERPRINT",
            description = "Which charter. Default: the only one joined.")
    private @Nullable String charter;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The first line is the passphrase of the node's keys, by which the records are read.")
    private @Nullable Path nodePassphrase;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where it goes, to give to the others.")
    private Path to = Path.of("");

    public KeysRevoke(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Home at = home();
        Registry registry = at.holdings().registry();
        Hash first = CharterChoice.of(at, Optional.ofNullable(charter));
        Charter latest = registry.latestCharter(first)
                .orElseThrow(() -> new Refusal("the charter is not among the documents of " + at))
                .charter();
        List<Manifest> manifests =
                registry.manifests(first, at.config().party()).toList();
        List<RevokedKey> keys = revoked(manifests);
        Instant from = Times.parse("--since", since);
        LastGoodSizes sizes = sizes(at, first, keys, from);
        Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Version version = registry.revocations(first, at.config().party()).reversed().stream()
                .findFirst()
                .map(before -> new Version(before.version().number() + 1, Optional.of(before.hash()), now, now))
                .orElse(Version.first(now));
        Revocation revocation =
                new Revocation(latest.mode(), first, at.config().party(), version, from, keys, sizes.commitments());
        Paper paper = Paper.draft(revocation.payload());
        if (!roots.holders().isEmpty()) {
            paper = roots.sign(world, at, paper, latest);
        }
        paper.write(world.path(to));
        Intake.Taken taken = new Intake(world, at).takeIfComplete(paper);
        answer(
                Json.object()
                        .with("to", world.path(to).toString())
                        .with("hash", paper.hash())
                        .with("keys", keys.size())
                        .with("records", sizes.toJson())
                        .with("complete", taken.complete())
                        .build(),
                lines(paper, keys, sizes, taken));
        return Exit.DONE;
    }

    /// Every key that an earlier manifest named and the newest does not: an old one may have been stolen too. Where
    /// the newest is the first to name any, a post's own are meant; a node could sign nothing any more without its.
    private List<RevokedKey> revoked(List<Manifest> manifests) throws FormatException, Refusal {
        Manifest newest = manifests.stream()
                .max(Comparator.comparingInt(manifest -> manifest.version().number()))
                .orElseThrow(() -> new Refusal("this party has no manifest under that charter"));
        List<RevokedKey> keys = new ArrayList<>();
        for (String text : posts) {
            PostCode code = PostCode.parse("--post", text);
            List<RevokedKey> all = manifests.stream()
                    .flatMap(manifest -> manifest.post(code).stream())
                    .map(RevokedKey::ofPost)
                    .toList();
            if (all.isEmpty()) {
                throw new Refusal("no manifest of this party names a post " + code);
            }
            List<RevokedKey> older =
                    all.stream().filter(key -> !key.isNamedBy(newest)).toList();
            keys.addAll(older.isEmpty() ? all : older);
        }
        for (Manifest manifest : manifests) {
            if (node) {
                Stream.of(RevokedKey.ofNode(manifest.node()), RevokedKey.ofTls(manifest.node()))
                        .filter(key -> !key.isNamedBy(newest))
                        .forEach(keys::add);
            }
            if (checkpoints) {
                keys.add(RevokedKey.ofRecord(manifest.node()));
            }
        }
        if (keys.isEmpty()) {
            throw new Refusal(
                    node
                            ? "the newest manifest names the node's only keys: make others first (firebreak keys rotate"
                                    + " --node) and have a manifest signed that names them (--effective now)"
                            : "say which keys: --post CODE, --node or --checkpoints");
        }
        return keys.stream().distinct().toList();
    }

    private LastGoodSizes sizes(Home at, Hash first, List<RevokedKey> keys, Instant from)
            throws IOException, FormatException, Refusal {
        if (!Files.exists(at.storeFile())) {
            return new LastGoodSizes(List.of()); // nothing was ever said
        }
        try (Secret passphrase = new Secrets(world)
                        .node(at, Optional.ofNullable(nodePassphrase))
                        .known("the node's keys");
                NodeKeys own = Secrets.open(at.keys(at.config().mode()).node(), passphrase, "the node's keys");
                HomeRecords records = HomeRecords.open(at, own.store(), world.random())) {
            return LastGoodSizes.of(records, first, keys, from, good);
        }
    }

    private List<String> lines(Paper paper, List<RevokedKey> keys, LastGoodSizes sizes, Intake.Taken taken) {
        List<String> lines = new ArrayList<>();
        lines.add("Wrote " + world.path(to) + ", " + PaperText.title(paper.document()) + ": " + keys.size()
                + (keys.size() == 1 ? " key." : " keys."));
        lines.addAll(sizes.lines());
        lines.add(taken.sentence());
        lines.add(
                taken.complete()
                        ? "Give it to every other party at once, who takes it in with firebreak charter join."
                        : "Let more root holders sign it: firebreak charter sign " + world.path(to));
        return lines;
    }
}
