package firebreak.cli.setup;

import firebreak.charter.Admission;
import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Reload;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Fingerprint;
import firebreak.identity.Jws;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.JoinedCharter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes signed documents into a home, after the same checks the node makes.
final class Intake {
    private final World world;
    private final Home home;
    private final boolean lateToo;

    Intake(World world, Home home) {
        this(world, home, false);
    }

    /// @param lateToo whether agreements are taken that have expired: a home that is made anew needs those that were
    ///     in force before
    Intake(World world, Home home, boolean lateToo) {
        this.world = world;
        this.home = home;
        this.lateToo = lateToo;
    }

    /// Takes every paper, in an order in which each finds what it builds on.
    ///
    /// @param compared the fingerprint of a charter that is new here, as another party read it out
    void takeAll(List<Paper> papers, Optional<Fingerprint> compared) throws IOException, FormatException, Refusal {
        List<Paper> ordered = papers.stream()
                .sorted((a, b) -> {
                    int kinds = Integer.compare(rank(a), rank(b));
                    return kinds != 0
                            ? kinds
                            : Integer.compare(
                                    a.document().version().number(),
                                    b.document().version().number());
                })
                .toList();
        for (Paper paper : ordered) {
            take(paper, compared);
        }
    }

    private static int rank(Paper paper) {
        return switch (paper.document()) {
            case Registry.CharterDocument _ -> 0;
            case Registry.ManifestDocument _ -> 1;
            case Registry.RevocationDocument _ -> 2;
            case Registry.AgreementDocument _ -> 3;
        };
    }

    void take(Paper paper, Optional<Fingerprint> compared) throws IOException, FormatException, Refusal {
        Jws jws = paper.signed().orElseThrow(() -> new Refusal("nobody has signed this document yet"));
        Registry registry = home.holdings().registry();
        requireInTime(paper);
        boolean founds = paper.document() instanceof Registry.CharterDocument(Charter charter, Hash hash)
                && charter.version().number() == 1
                && registry.charter(hash).isEmpty();
        Admission admission = founds ? found(paper, jws, registry, compared) : registry.admit(jws);
        switch (admission) {
            case Admission.Admitted _, Admission.Known _ -> {
                home.documents().write(jws);
                if (founds) {
                    home.join(new JoinedCharter(paper.hash(), home.config().party()));
                }
            }
            case Admission.Refused(String reason) -> throw new Refusal(reason);
            case Admission.Conflicting(Hash kept, Hash shown) ->
                throw new Refusal(
                        "document " + shown.brief() + " contradicts " + kept.brief()
                                + ", which follows the same parent; keep both files, they are evidence against who signed both");
        }
    }

    private void requireInTime(Paper paper) throws Refusal {
        if (paper.document() instanceof Registry.AgreementDocument(Agreement agreement, Hash _)
                && !lateToo
                && world.clock().instant().isAfter(agreement.expires())) {
            throw new Refusal("the proposal expired at " + Times.format(agreement.expires())
                    + ": draft it again. A home that is made anew takes an agreement that was in force before with"
                    + " --expired");
        }
    }

    private Admission found(Paper paper, Jws jws, Registry registry, Optional<Fingerprint> compared)
            throws IOException, FormatException, Refusal {
        Charter charter = ((Registry.CharterDocument) paper.document()).charter();
        requireOwn(charter);
        if (compared.isEmpty()) {
            throw new Refusal("compare the fingerprint with every other party, face to face or by voice:\n  "
                    + new Fingerprint(paper.hash()).digits()
                    + "\nthen run this again with --fingerprint and the digits as they were read out to you");
        }
        return registry.found(jws, compared.get().hash());
    }

    private void requireOwn(Charter charter) throws IOException, FormatException, Refusal {
        Config config = home.config();
        PartyCode code = config.party();
        if (charter.mode() == Mode.LIVE && config.mode() == Mode.EXERCISE) {
            throw new Refusal("an exercise home joins no live charter: its keys are too weak; make a live home");
        }
        Party party = charter.party(code).orElseThrow(() -> new Refusal(code + " is not a party to this charter"));
        Path root = RootFile.in(home);
        if (Files.exists(root) && !RootFile.read(root).equals(party)) {
            throw new Refusal(
                    "the charter names another root for " + code + " than " + root + ": do not sign or join it");
        }
    }

    /// What became of a paper.
    ///
    /// @param complete whether enough have signed it, and it is among the home's documents
    record Taken(boolean complete, String sentence) {}

    /// Takes a paper of this party's own when it is complete.
    Taken takeIfComplete(Paper paper) throws IOException, FormatException {
        try {
            take(paper, Optional.empty());
            return new Taken(true, "It is complete and among the home's documents. " + Reload.ask(home));
        } catch (Refusal incomplete) {
            return new Taken(false, "It is not complete yet: " + incomplete.getMessage() + ".");
        }
    }

    /// Takes files as a person brought them.
    ///
    /// @return what was taken, for people and programs
    List<Paper> takeFiles(List<Path> files, Optional<Fingerprint> compared)
            throws IOException, FormatException, Refusal {
        List<Paper> papers = Paper.readAll(files.stream().map(world::path).toList());
        takeAll(papers, compared);
        return papers;
    }

    static List<String> lines(List<Paper> taken, String reloaded) {
        List<String> lines = new ArrayList<>();
        taken.forEach(paper -> lines.add("Took in " + PaperText.title(paper.document()) + "."));
        lines.add(reloaded);
        return lines;
    }

    static Json json(List<Paper> taken) {
        return Json.object()
                .with(
                        "taken",
                        Json.strings(
                                taken.stream().map(paper -> paper.hash().hex()).toList()))
                .build();
    }
}
