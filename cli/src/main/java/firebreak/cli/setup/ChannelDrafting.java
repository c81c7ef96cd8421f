package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.home.FormPack;
import firebreak.node.home.Home;
import firebreak.note.Form;
import firebreak.note.Forms;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak channel draft`.
@Command(
        name = "draft",
        description = {
            "Draft a channel agreement from the manifests this home knows, or with --amend its next version.",
            "It holds once one post of every member has signed it."
        },
        footer = {
            "",
            "Example:",
            "  firebreak channel draft --home /srv/ru --label RU-UA \\",
            "      --member RU=RU-MOD,RU-CGS --member UA --to channel.json"
        })
public final class ChannelDrafting extends AgreementDrafting {
    @Option(names = "--label", description = "A short name for people. Default: that of --amend.")
    private @Nullable String label;

    @Option(
            names = "--member",
            required = true,
            paramLabel = "PARTY[=POST,…]",
            description = "A member with its posts (default: all in its manifest); at least two.")
    private List<String> members = List.of();

    @Option(
            names = "--charter",
            paramLabel = "FINGERPRINT",
            description = "Whose manifests. Default: the only one joined.")
    private @Nullable String charter;

    @Option(names = "--back", description = "A back channel: named in no charter, known to its members alone.")
    private boolean back;

    @Option(names = "--amend", paramLabel = "LABEL", description = "The channel whose next version this is.")
    private @Nullable String amend;

    @Option(
            names = "--form",
            paramLabel = "ID",
            description = "A form that may be used; may be given again. Default: all built-in ones.")
    private List<String> forms = List.of();

    @Option(names = "--witness", paramLabel = "PARTY", description = "A neutral that cosigns; may be given again.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--witnesses-needed",
            paramLabel = "K",
            defaultValue = "0",
            description = "How many of them must. Default: ${DEFAULT-VALUE}.")
    private int witnessThreshold;

    @Option(
            names = "--mailbox",
            paramLabel = "PARTY",
            description = "A neutral that keeps parcels; may be given again.")
    private List<String> mailboxes = List.of();

    @Option(
            names = "--mailboxes-needed",
            paramLabel = "M",
            defaultValue = "0",
            description = "How many of them must. Default: ${DEFAULT-VALUE}.")
    private int mailboxThreshold;

    @Option(
            names = "--frame-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "How often the line is tested. Default: ${DEFAULT-VALUE}.")
    private int frameSeconds;

    public ChannelDrafting(World world) {
        super(world);
    }

    @Override
    Agreement draft(Duration signedWithin) throws Refusal, FormatException, IOException {
        Home at = home();
        Registry known = at.holdings().registry();
        Optional<Registry.AgreementDocument> parent =
                amend == null ? Optional.empty() : Optional.of(ChannelCommand.named(known, amend));
        Hash under = CharterChoice.of(
                at,
                Optional.ofNullable(charter)
                        .or(() -> parent.flatMap(p -> p.agreement().charter()).map(Hash::hex)));
        return new ChannelDraft(
                        known, under, parent, world.clock().instant().truncatedTo(ChronoUnit.SECONDS), world.random())
                .draft(terms(parent, at.forms(), signedWithin));
    }

    private ChannelDraft.Terms terms(Optional<Registry.AgreementDocument> parent, Forms known, Duration signedWithin)
            throws FormatException, Refusal {
        String name = label != null
                ? PostKeyMaking.title(label)
                : parent.map(p -> p.agreement().label())
                        .orElseThrow(() -> new Refusal(Exit.USAGE, "give the channel a --label"));
        List<String> ids = forms.isEmpty()
                ? FormPack.builtIn().forms().stream().map(Form::id).toList()
                : forms;
        return new ChannelDraft.Terms(
                name,
                members,
                back || parent.filter(p -> p.agreement().charter().isEmpty()).isPresent(),
                pins(ids, known),
                neutrals("--witness", witnesses, witnessThreshold),
                neutrals("--mailbox", mailboxes, mailboxThreshold),
                signedWithin,
                Duration.ofSeconds(frameSeconds));
    }

    private static List<Agreement.FormPin> pins(List<String> ids, Forms forms) throws Refusal {
        List<Agreement.FormPin> pins = new ArrayList<>();
        for (String id : ids) {
            Form form = forms.latest(id).orElseThrow(() -> new Refusal("this home knows no form '" + id + "'"));
            pins.add(new Agreement.FormPin(form.id(), form.hash()));
        }
        return pins;
    }

    private static Neutrals neutrals(String option, List<String> codes, int needed) throws FormatException, Refusal {
        List<PartyCode> parties = new ArrayList<>();
        for (String code : codes) {
            parties.add(PartyCode.parse(option, code));
        }
        if (needed < 0 || needed > parties.size()) {
            throw new Refusal(Exit.USAGE, option + ": at most as many are needed as are named, " + parties.size());
        }
        return new Neutrals(needed, parties);
    }
}
