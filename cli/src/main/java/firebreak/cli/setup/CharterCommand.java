package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Reload;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Fingerprint;
import firebreak.node.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak charter`: who belongs to a line, and by which roots they speak.
public final class CharterCommand {
    private CharterCommand() {}

    /// `firebreak charter draft`.
    @Command(
            name = "draft",
            description = "Write a charter from the roots of its parties, or with --parent the version after one.",
            footer = {
                "",
                "Example:",
                "  firebreak charter draft --name 'Black Sea line' --mode live \\",
                "      --party root-RU.json --party root-UA.json --to charter.json"
            })
    public static final class Draft extends JsonAct {
        @Option(names = "--name", description = "The charter's name. Default: that of --parent.")
        private @Nullable String name;

        @Option(
                names = "--mode",
                paramLabel = "live|exercise",
                description = "Whether what is said counts. Default: as --parent.")
        private @Nullable String mode;

        @Option(
                names = "--party",
                required = true,
                paramLabel = "FILE",
                description = "The root.json of a party; once for each.")
        private List<Path> parties = List.of();

        @Option(names = "--parent", paramLabel = "FILE", description = "The charter version that this one follows.")
        private @Nullable Path parent;

        @Option(
                names = "--effective",
                paramLabel = "TIME",
                description = "From when it should be adopted, such as 2026-12-01T00:00:00Z. Default: now.")
        private @Nullable String effective;

        @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where the draft goes.")
        private Path to = Path.of("");

        public Draft(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Optional<Registry.CharterDocument> before = before();
            List<Party> entries = new ArrayList<>();
            for (Path file : parties) {
                entries.add(RootFile.read(world.path(file)));
            }
            Charter drafted = new Charter(
                    mode(before),
                    name(before),
                    version(before),
                    before.map(b -> b.charter().algorithms()).orElse(AlgorithmSet.BASE),
                    entries);
            Paper paper =
                    Paper.draft(Charter.parse("charter", drafted.payload()).payload());
            paper.write(world.path(to));
            answer(
                    paper.told(world.path(to)),
                    List.of(
                            "Wrote the draft " + world.path(to) + " with " + entries.size() + " parties. Fingerprint:",
                            "  " + new Fingerprint(paper.hash()).digits(),
                            "Next: every party reads it (firebreak charter show) and signs it (firebreak charter sign)."));
            return Exit.DONE;
        }

        private Optional<Registry.CharterDocument> before() throws IOException, FormatException, Refusal {
            if (parent == null) {
                return Optional.empty();
            }
            if (Paper.read(world.path(parent)).document() instanceof Registry.CharterDocument document) {
                return Optional.of(document);
            }
            throw new Refusal("--parent " + parent + " is no charter");
        }

        private Mode mode(Optional<Registry.CharterDocument> before) throws FormatException, Refusal {
            if (mode != null) {
                return Mode.read("--mode", Json.of(mode));
            }
            return before.map(Registry.CharterDocument::mode)
                    .orElseThrow(() -> new Refusal(Exit.USAGE, "say --mode live or --mode exercise"));
        }

        private String name(Optional<Registry.CharterDocument> before) throws FormatException, Refusal {
            if (name != null) {
                return PostKeyMaking.title(name);
            }
            return before.map(b -> b.charter().name())
                    .orElseThrow(() -> new Refusal(Exit.USAGE, "give the charter a --name"));
        }

        private Version version(Optional<Registry.CharterDocument> before) throws FormatException {
            Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            Instant from = effective == null ? now : Times.parse("--effective", effective);
            return before.map(b -> new Version(b.version().number() + 1, Optional.of(b.hash()), now, from))
                    .orElse(new Version(1, Optional.empty(), now, from));
        }
    }

    /// `firebreak charter sign`.
    @Command(
            name = "sign",
            description = "Add the signatures of the party's root holders who are present to a charter or manifest.",
            footer = {"", "Example:", "  firebreak charter sign charter.json --home /srv/ru --holder anna --holder vera"
            })
    public static final class Sign extends HomeAct {
        @Mixin
        private RootOptions roots = new RootOptions();

        @Parameters(paramLabel = "FILE", description = "The draft, or a copy that others have signed.")
        private Path file = Path.of("");

        @Option(names = "--to", paramLabel = "FILE", description = "Where the signed copy goes. Default: in place.")
        private @Nullable Path to;

        public Sign(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Paper paper = Paper.read(world.path(file));
            Paper signed = roots.sign(world, at, paper, charter(at, paper));
            Path target = world.path(to == null ? file : to);
            signed.write(target);
            int count = signed.lines().size() / 2;
            answer(
                    signed.told(target),
                    List.of(
                            "Signed. " + target + " bears the signatures of " + count
                                    + (count == 1 ? " holder" : " holders") + ". Fingerprint:",
                            "  " + new Fingerprint(signed.hash()).digits(),
                            "Next: give it to the other parties; who is missing is told by "
                                    + next("charter show " + target)));
            return Exit.DONE;
        }

        private static Charter joined(Home at, Hash first) throws IOException, FormatException, Refusal {
            return at.holdings()
                    .registry()
                    .latestCharter(first)
                    .orElseThrow(() -> new Refusal("this home has not joined the charter of that document"))
                    .charter();
        }

        private static Charter charter(Home at, Paper paper) throws IOException, FormatException, Refusal {
            return switch (paper.document()) {
                case Registry.CharterDocument(Charter charter, Hash _) -> charter;
                case Registry.ManifestDocument manifest ->
                    joined(at, manifest.manifest().charter());
                case Registry.RevocationDocument revocation ->
                    joined(at, revocation.revocation().charter());
                case Registry.AgreementDocument _ ->
                    throw new Refusal("a channel agreement is signed by posts: firebreak channel sign");
            };
        }
    }

    /// `firebreak charter join`.
    @Command(
            name = "join",
            description = {
                "Take a charter that all have signed into this home, after its fingerprint was compared;",
                "and the manifests of its parties. Copies with different signatures are put together."
            },
            footer = {
                "",
                "Example:",
                "  firebreak charter join charter-RU.json charter-UA.json --home /srv/ru \\",
                "      --fingerprint '006094 901405 …'",
                "  firebreak charter join manifest-UA.json --home /srv/ru"
            })
    public static final class Join extends HomeAct {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Charters and manifests.")
        private List<Path> files = List.of();

        @Option(
                names = "--fingerprint",
                paramLabel = "TEXT",
                description = "The charter's fingerprint as the other parties read it out.")
        private @Nullable String fingerprint;

        public Join(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Optional<Fingerprint> compared = fingerprint == null
                    ? Optional.empty()
                    : Optional.of(Fingerprint.parse("--fingerprint", fingerprint));
            List<Paper> taken = new Intake(world, at).takeFiles(files, compared);
            answer(Intake.json(taken), Intake.lines(taken, Reload.ask(at)));
            return Exit.DONE;
        }
    }

    /// `firebreak charter show`.
    @Command(
            name = "show",
            description = {
                "Show a charter as a document: parties, roots, thresholds, version, who has signed and who is missing.",
                "Without FILE: the charters this home has joined, and the manifests known under them."
            },
            footer = {"", "Example:", "  firebreak charter show charter.json", "  firebreak charter show --home /srv/ru"
            })
    public static final class Show extends HomeAct {
        @Parameters(arity = "0..*", paramLabel = "FILE", description = "Copies are put together.")
        private List<Path> files = List.of();

        public Show(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Optional<Home> at = homeIfNamed();
            Registry known = at.isPresent() ? at.get().holdings().registry() : Registry.EMPTY;
            List<Paper> papers = files.isEmpty()
                    ? joined(home())
                    : Paper.readAll(files.stream().map(world::path).toList());
            if (papers.isEmpty()) {
                throw new Refusal("this home has joined no charter: firebreak charter show FILE");
            }
            PaperText text = new PaperText(known);
            if (json()) {
                say(Json.object()
                        .with("documents", Json.list(papers, text::json))
                        .build());
            } else {
                papers.forEach(paper -> text.lines(paper).forEach(this::say));
            }
            return Exit.DONE;
        }

        /// The charters and manifests of a home.
        private static List<Paper> joined(Home at) throws IOException, FormatException {
            return at.holdings().registry().inOrder().stream()
                    .filter(entry -> !(entry.document() instanceof Registry.AgreementDocument))
                    .map(entry -> new Paper(entry.jws().payload(), entry.document(), Optional.of(entry.jws())))
                    .toList();
        }
    }
}
