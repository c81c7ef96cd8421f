package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Fingerprint;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak ceremony`: the root of a party, face to face.
public final class CeremonyCommand {
    private CeremonyCommand() {}

    /// `firebreak ceremony root`.
    @Command(
            name = "root",
            description = {
                "Make the party's root: a key for each holder, of whom --threshold together speak for the party.",
                "Every holder types a passphrase of their own and takes their file away on a medium of their own;",
                "the public part becomes HOME/root.json."
            },
            footer = {
                "",
                "Example:",
                "  firebreak ceremony root --home /srv/ru --name 'Russian Federation' \\",
                "      --threshold 2 --holder anna=/media/anna \\",
                "      --holder boris=/media/boris --holder vera=/media/vera"
            })
    public static final class Root extends HomeAct {
        @Mixin
        private RootOptions roots = new RootOptions();

        @Option(names = "--name", required = true, description = "The party's own name.")
        private String name = "";

        @Option(names = "--threshold", required = true, paramLabel = "K", description = "How many holders must sign.")
        private int threshold;

        public Root(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Config config = at.config();
            Path file = RootFile.in(at);
            List<String> holders = roots.holders();
            requireSound(file, holders);
            String partyName = PostKeyMaking.title(name);
            List<Party.Root> made = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            List<Secret> passphrases = new ArrayList<>();
            try {
                for (String holder : holders) {
                    passphrases.add(passphrase(at, config, passphrases, holder));
                }
                for (int i = 0; i < holders.size(); i++) {
                    KeyFile<SecretPair> key = roots.file(world, at, config, holders.get(i));
                    try (SecretPair pair = SecretPair.generate(world.random())) {
                        key.create(pair, passphrases.get(i), world.random());
                        made.add(new Party.Root(holders.get(i), pair.keys()));
                        files.add(key.path());
                    }
                }
            } finally {
                passphrases.forEach(Secret::close);
            }
            Party party = new Party(config.party(), partyName, threshold, made);
            RootFile.write(file, party);
            tell(file, files, party);
            return Exit.DONE;
        }

        private void requireSound(Path file, List<String> holders) throws Refusal {
            if (Files.exists(file)) {
                throw new Refusal(file + " exists: this party has a root already; nothing was changed");
            }
            if (holders.isEmpty()
                    || holders.size() > Party.MAX_ROOTS
                    || new HashSet<>(holders).size() != holders.size()) {
                throw new Refusal(Exit.USAGE, "name 1 to " + Party.MAX_ROOTS + " holders, each once: --holder NAME");
            }
            if (threshold < 1 || threshold > holders.size()) {
                throw new Refusal(
                        Exit.USAGE, "--threshold lies between 1 and the number of holders, " + holders.size());
            }
        }

        /// Asked before anything is written, so that a ceremony that breaks off leaves nothing behind.
        private Secret passphrase(Home at, Config config, List<Secret> others, String holder)
                throws IOException, Refusal {
            if (roots.file(world, at, config, holder).exists()) {
                throw new Refusal("there are root keys of " + holder + " already; nothing was changed");
            }
            Secret passphrase = roots.fresh(world, at, config, holder);
            Secrets.requireStrong(config.mode(), passphrase, "root holder " + holder);
            if (config.mode() == Mode.LIVE && others.contains(passphrase)) {
                throw new Refusal("root holder " + holder + " has chosen the passphrase of another: nobody may open two"
                        + " shares. Start again");
            }
            return passphrase;
        }

        private void tell(Path file, List<Path> files, Party party) {
            Fingerprint fingerprint = new Fingerprint(RootFile.hash(party));
            List<String> lines = new ArrayList<>(List.of(
                    "Made the root of " + party.code() + ": " + party.threshold() + " of "
                            + party.roots().size() + " holders speak for it.",
                    "Fingerprint of " + file + ":",
                    "  " + fingerprint.digits(),
                    "",
                    "Each holder takes their file away now, and keeps it offline:"));
            files.forEach(key -> lines.add("  " + key));
            lines.add(
                    "Give root.json to the other parties and let them compare the fingerprint with you, face to face.");
            Json told = Json.object()
                    .with("root", file.toString())
                    .with("fingerprint", fingerprint.digits())
                    .with("holders", Json.list(files, key -> Json.of(key.toString())))
                    .build();
            answer(told, lines);
        }
    }

    /// `firebreak ceremony fingerprint`.
    @Command(
            name = "fingerprint",
            description = {
                "Show the fingerprint of a root, charter, manifest or channel agreement as 13 groups of six digits,",
                "or compare it with what the other side reads out (exit code 3 when it is different)."
            },
            footer = {"", "Example:", "  firebreak ceremony fingerprint root-UK.json --compare '006094 901405 …'"})
    public static final class Show extends HomeAct {
        @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: root.json of the home.")
        private @Nullable Path file;

        @Option(names = "--compare", paramLabel = "TEXT", description = "78 digits or 64 hex digits, spaces anywhere.")
        private @Nullable String compare;

        public Show(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Path shown = file == null ? RootFile.in(home()) : world.path(file);
            Fingerprint own = new Fingerprint(hash(shown));
            if (compare == null) {
                answer(
                        Json.object()
                                .with("hex", own.hex())
                                .with("digits", own.digits())
                                .build(),
                        List.of(own.digits()));
                return Exit.DONE;
            }
            boolean same = Fingerprint.parse("--compare", compare).equals(own);
            answer(Json.object().with("same", same).build(), List.of(same ? "same" : "different"));
            return same ? Exit.DONE : Exit.FAULT;
        }

        private static Hash hash(Path file) throws IOException, FormatException {
            try {
                return Paper.read(file).hash();
            } catch (FormatException notADocument) {
                return RootFile.hash(RootFile.read(file));
            }
        }
    }

    /// `firebreak ceremony manifest`.
    @Command(
            name = "manifest",
            description = {
                "Draft the party's next manifest from the keys of this home and sign it with the root holders present.",
                "When enough have signed it goes into the home's documents; else sign FILE further with charter sign."
            },
            footer = {
                "",
                "Example:",
                "  firebreak ceremony manifest --home /srv/ru --to manifest-RU.json \\",
                "      --holder anna=/media/anna --holder vera=/media/vera"
            })
    public static final class ManifestMaking extends HomeAct {
        /// How long the other parties have to take in a manifest with other node keys before it takes effect.
        private static final Duration NOTICE = Duration.ofDays(7);

        @Mixin
        private RootOptions roots = new RootOptions();

        @Option(
                names = "--charter",
                paramLabel = "FINGERPRINT",
                description = "Which charter. Default: the only one joined.")
        private @Nullable String charter;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "FILE",
                description = "Where the manifest goes, to give to the others.")
        private Path to = Path.of("");

        @Option(
                names = "--effective",
                paramLabel = "TIME",
                description = {
                    "From when it counts, in UTC, or now. Default: now; where keys of the node change, in 7 days, so that",
                    "every other party can take it in before."
                })
        private @Nullable String effective;

        public ManifestMaking(World world) {
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
            Paper paper = Paper.draft(draft(at, registry, first, latest).payload());
            if (!roots.holders().isEmpty()) {
                paper = roots.sign(world, at, paper, latest);
            }
            paper.write(world.path(to));
            Intake.Taken taken = new Intake(world, at).takeIfComplete(paper);
            answer(
                    Json.object()
                            .with("to", world.path(to).toString())
                            .with("hash", paper.hash())
                            .with("complete", taken.complete())
                            .build(),
                    List.of(
                            "Wrote " + world.path(to) + ", " + PaperText.title(paper.document()) + ".",
                            taken.sentence(),
                            taken.complete()
                                    ? "Give it to every other party, who takes it in with firebreak charter join."
                                    : "Let more root holders sign it: firebreak charter sign " + world.path(to)));
            return Exit.DONE;
        }

        private Manifest draft(Home at, Registry registry, Hash first, Charter latest)
                throws IOException, FormatException {
            Config config = at.config();
            PublicKeys keys = at.publicKeys();
            Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            Optional<Registry.ManifestDocument> before = registry.latestManifest(first, config.party());
            Instant from = from(before, keys, now);
            Version version = before.map(
                            known -> new Version(known.version().number() + 1, Optional.of(known.hash()), now, from))
                    .orElse(new Version(1, Optional.empty(), now, from));
            Manifest manifest = new Manifest(latest.mode(), first, config.party(), version, keys.node(), keys.posts());
            return Manifest.parse("manifest", Canonical.write(manifest.toJson()));
        }

        private Instant from(Optional<Registry.ManifestDocument> before, PublicKeys keys, Instant now)
                throws FormatException {
            if (effective != null) {
                return effective.equals("now") ? now : Times.parse("--effective", effective);
            }
            boolean nodeChanges = before.map(known -> known.manifest().node())
                    .filter(node -> !node.tls().equals(keys.node().tls())
                            || !node.signing().equals(keys.node().signing()))
                    .isPresent();
            return nodeChanges ? now.plus(NOTICE) : now;
        }
    }
}
