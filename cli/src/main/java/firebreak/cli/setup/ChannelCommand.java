package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Reload;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Fingerprint;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.PostSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak channel`: which posts may talk with each other.
public final class ChannelCommand {
    private ChannelCommand() {}

    /// The newest version of every channel of a home.
    static List<Registry.AgreementDocument> latest(Registry known) {
        return known.inOrder().stream()
                .map(Registry.Entry::document)
                .filter(Registry.AgreementDocument.class::isInstance)
                .map(Registry.AgreementDocument.class::cast)
                .filter(document -> document.version().number() == 1)
                .flatMap(first -> known.channel(first.hash()).flatMap(known::latestAgreement).stream())
                .toList();
    }

    static Registry.AgreementDocument named(Registry known, String label) throws Refusal {
        List<Registry.AgreementDocument> found = latest(known).stream()
                .filter(document -> document.agreement().label().equals(label)
                        || document.hash().hex().equals(label))
                .toList();
        if (found.size() != 1) {
            throw new Refusal(
                    found.isEmpty()
                            ? "this home knows no channel '" + label + "': firebreak channel list"
                            : "several channels are called '" + label + "': give the hash of the agreement instead");
        }
        return found.getFirst();
    }

    /// `firebreak channel sign`.
    @Command(
            name = "sign",
            description = "Sign a channel agreement as one post of this party.",
            footer = {"", "Example:", "  firebreak channel sign channel.json --home /srv/ru --post RU-MOD"})
    public static final class Sign extends HomeAct {
        @Parameters(paramLabel = "FILE", description = "The draft, or a copy that others have signed.")
        private Path file = Path.of("");

        @Option(names = "--post", required = true, paramLabel = "CODE", description = "The post that signs.")
        private String post = "";

        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "The first line is the post's passphrase.")
        private @Nullable Path passphraseFile;

        @Option(names = "--to", paramLabel = "FILE", description = "Where the signed copy goes. Default: in place.")
        private @Nullable Path to;

        public Sign(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Paper paper = Paper.read(world.path(file));
            PostCode code = PostCode.parse("--post", post);
            requireSound(at, paper, code);
            Path target = world.path(to == null ? file : to);
            try (Secret passphrase = new Secrets(world)
                            .holder(
                                    at,
                                    at.config(),
                                    Optional.ofNullable(passphraseFile),
                                    Optional.empty(),
                                    code.value())
                            .known("post " + code);
                    PostSecrets keys = Secrets.open(
                            at.keys(at.config().mode()).post(new KeyName(code.value())), passphrase, "post " + code)) {
                paper.signedBy(keys.current().signing()).write(target);
            }
            answer(
                    paper.told(target),
                    List.of(
                            "Signed as " + code + ": " + target + ". Fingerprint:",
                            "  " + new Fingerprint(paper.hash()).digits(),
                            "Next: give it to the other members; when each has signed, every member joins all copies:",
                            "  " + next("channel join " + target + " OTHER-FILES")));
            return Exit.DONE;
        }

        private void requireSound(Home at, Paper paper, PostCode code) throws IOException, FormatException, Refusal {
            if (!(paper.document() instanceof Registry.AgreementDocument(Agreement agreement, Hash _))) {
                throw new Refusal(
                        file + " is no channel agreement: firebreak charter sign signs charters and manifests");
            }
            if (world.clock().instant().isAfter(agreement.expires())) {
                throw new Refusal("the proposal expired at " + Times.format(agreement.expires()) + ": draft it again");
            }
            PartyCode own = at.config().party();
            Optional<Member> member = agreement.memberOf(code);
            if (member.isEmpty() || !member.get().party().equals(own)) {
                throw new Refusal(code + " is not a post of " + own + " in this agreement");
            }
            Registry known = at.holdings().registry();
            Optional<PostEntry> entry = known.latestAfter(member.get().manifest())
                    .flatMap(manifest -> manifest.manifest().post(code));
            if (entry.isEmpty()) {
                throw new Refusal("this home does not know the manifest that the agreement names for " + own);
            }
        }
    }

    /// `firebreak channel join`.
    @Command(
            name = "join",
            description = "Take agreements that all members have signed into this home. Copies are put together.",
            footer = {"", "Example:", "  firebreak channel join channel-RU.json channel-UA.json --home /srv/ru"})
    public static final class Join extends HomeAct {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Agreements.")
        private List<Path> files = List.of();

        @Option(
                names = "--expired",
                description = {
                    "Also agreements that have expired, for a home that is made anew: the node reads by them, and speaks",
                    "under them if other members show that this party did before."
                })
        private boolean expired;

        public Join(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            List<Paper> taken = new Intake(world, at, expired).takeFiles(files, Optional.empty());
            answer(Intake.json(taken), Intake.lines(taken, Reload.ask(at)));
            return Exit.DONE;
        }
    }

    /// `firebreak channel show`.
    @Command(
            name = "show",
            description = "Show a channel agreement as a document: a file, or a channel of this home by its label.",
            footer = {"", "Example:", "  firebreak channel show RU-UA --home /srv/ru"})
    public static final class Show extends HomeAct {
        @Parameters(paramLabel = "LABEL|FILE", description = "What to show.")
        private String what = "";

        public Show(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Optional<Home> at = homeIfNamed();
            Registry known = at.isPresent() ? at.get().holdings().registry() : Registry.EMPTY;
            Paper paper = paper(known);
            PaperText text = new PaperText(known);
            if (json()) {
                say(text.json(paper));
            } else {
                text.lines(paper).forEach(this::say);
            }
            return Exit.DONE;
        }

        private Paper paper(Registry known) throws IOException, FormatException, Refusal {
            Path file = world.path(Path.of(what));
            if (Files.isRegularFile(file)) {
                return Paper.read(file);
            }
            Registry.AgreementDocument document = named(known, what);
            Registry.Entry entry = known.entry(document.hash()).orElseThrow();
            return new Paper(entry.jws().payload(), document, Optional.of(entry.jws()));
        }
    }

    /// `firebreak channel list`.
    @Command(
            name = "list",
            description = "List the channels this home knows, each with its newest version.",
            footer = {"", "Example:", "  firebreak channel list --home /srv/ru"})
    public static final class Listing extends HomeAct {
        public Listing(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Registry known = home().holdings().registry();
            if (json()) {
                say(Json.object()
                        .with("channels", Json.list(latest(known), document -> row(known, document)))
                        .build());
            } else {
                latest(known).forEach(document -> say(line(document)));
            }
            return Exit.DONE;
        }

        private static Json row(Registry known, Registry.AgreementDocument document) {
            Agreement agreement = document.agreement();
            return Json.object()
                    .with(
                            "channel",
                            known.channel(document.hash()).orElseThrow().hash())
                    .with("label", agreement.label())
                    .with("kind", agreement.kind().name().toLowerCase(Locale.ROOT))
                    .with("mode", agreement.mode().toJson())
                    .with("version", document.version().number())
                    .with("agreement", document.hash())
                    .with("members", Json.list(agreement.members(), Listing::member))
                    .build();
        }

        private static Json member(Member member) {
            return Json.object()
                    .with("party", member.party().value())
                    .with("posts", Json.list(member.posts(), PostCode::toJson))
                    .with("origin", member.origin().text())
                    .build();
        }

        private static String line(Registry.AgreementDocument document) {
            Agreement agreement = document.agreement();
            return "%-20s %-12s version %d  %s  %s"
                    .formatted(
                            agreement.label(),
                            agreement.kind().name().toLowerCase(Locale.ROOT),
                            document.version().number(),
                            document.hash().brief(),
                            String.join(
                                    ", ", agreement.posts().map(PostCode::value).toList()));
        }
    }
}
