package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak witness add|list` and `firebreak mailbox add|list`: the neutrals that a channel's agreement names.
final class NeutralCommand {
    private NeutralCommand() {}

    /// Drafts the next version of a channel's agreement, with these neutrals and all else as it was.
    abstract static class Add extends AgreementDrafting {
        private final NeutralKind kind;

        @Parameters(index = "0", paramLabel = "LABEL", description = "The channel.")
        private String label = "";

        @Parameters(index = "1..*", paramLabel = "PARTY", description = "Who is added: a party to the charter.")
        private List<String> added = List.of();

        @Option(names = "--remove", paramLabel = "PARTY", description = "Who is left out; may be given again.")
        private List<String> removed = List.of();

        @Option(
                names = "--needed",
                paramLabel = "K",
                description = "How many of them are needed. Default: as many as stand the most liars.")
        private @Nullable Integer needed;

        Add(World world, NeutralKind kind) {
            super(world);
            this.kind = kind;
        }

        @Override
        Agreement draft(Duration signedWithin) throws Refusal, FormatException, IOException {
            Registry known = home().holdings().registry();
            Registry.AgreementDocument parent = ChannelCommand.named(known, label);
            Hash charter = Witnesses.charters(known, parent.agreement()).stream()
                    .findFirst()
                    .orElseThrow(() -> new Refusal("the charter of " + label + " is not among this home's documents"));
            Neutrals neutrals = neutrals(parent.agreement());
            requireKnown(known, charter, neutrals);
            Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            return new ChannelDraft(known, charter, Optional.of(parent), now, world.random())
                    .draft(kind.replaced(parent.agreement(), neutrals, signedWithin));
        }

        @Override
        List<String> about(Agreement drafted) {
            return List.of(words(kind, kind.of(drafted)), kind.stands(kind.of(drafted)));
        }

        private Neutrals neutrals(Agreement before) throws FormatException, Refusal {
            SequencedSet<PartyCode> parties =
                    new LinkedHashSet<>(kind.of(before).parties());
            for (String code : added) {
                parties.add(PartyCode.parse("PARTY", code));
            }
            for (String code : removed) {
                if (!parties.remove(PartyCode.parse("--remove", code))) {
                    throw new Refusal(code + " is not among the " + kind.plural + " of " + label);
                }
            }
            if (added.isEmpty() && removed.isEmpty() && needed == null) {
                throw new Refusal(Exit.USAGE, "name a party to add, --remove one, or say how many are --needed");
            }
            int k = needed == null ? kind.usual(parties.size()) : needed;
            if (k < 0 || k > parties.size()) {
                throw new Refusal(
                        Exit.USAGE, "--needed lies between 0 and the number of " + kind.plural + ", " + parties.size());
            }
            return new Neutrals(k, List.copyOf(parties));
        }

        /// Without its manifest nobody could reach it, or check what it signs.
        private static void requireKnown(Registry known, Hash charter, Neutrals neutrals) throws Refusal {
            Optional<PartyCode> stranger = neutrals.parties().stream()
                    .filter(party -> known.latestManifest(charter, party).isEmpty())
                    .findFirst();
            if (stranger.isPresent()) {
                throw new Refusal("the manifest of " + stranger.get()
                        + " is not known here: firebreak charter join its file first, at every member");
            }
        }
    }

    /// Says who they are, channel by channel, and what their number is good for.
    abstract static class Listing extends HomeAct {
        private final NeutralKind kind;

        Listing(World world, NeutralKind kind) {
            super(world);
            this.kind = kind;
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Registry known = home().holdings().registry();
            List<Agreement> channels = ChannelCommand.latest(known).stream()
                    .map(Registry.AgreementDocument::agreement)
                    .toList();
            if (json()) {
                say(Json.object()
                        .with("channels", Json.list(channels, this::row))
                        .build());
            } else if (channels.isEmpty()) {
                say("This home knows no channel");
            } else {
                channels.forEach(channel -> {
                    say("%-20s %s".formatted(channel.label(), words(kind, kind.of(channel))));
                    say("%-20s %s".formatted("", kind.stands(kind.of(channel))));
                });
            }
            return Exit.DONE;
        }

        private Json row(Agreement channel) {
            Neutrals neutrals = kind.of(channel);
            return Json.object()
                    .with("label", channel.label())
                    .with("needed", neutrals.threshold())
                    .with("parties", Json.list(neutrals.parties(), PartyCode::toJson))
                    .with("liars", kind.liars(neutrals))
                    .build();
        }
    }

    private static String words(NeutralKind kind, Neutrals neutrals) {
        return neutrals.parties().isEmpty()
                ? "no " + kind.plural
                : neutrals.threshold() + " of " + neutrals.parties().size() + " " + kind.plural + " needed: "
                        + String.join(
                                ", ",
                                neutrals.parties().stream()
                                        .map(PartyCode::value)
                                        .toList());
    }

    @Command(
            name = "add",
            description = "Draft the next version of a channel's agreement with further witnesses.",
            footer = {
                "",
                "Example:",
                "  firebreak witness add RU-UA UN CH IN SE --home /srv/ru --to channel-2.json",
                "",
                "A witness is a neutral party of the charter. It signs, with the time, how long",
                "the members' records are, and learns nothing else. Of 4 witnesses with 3 needed",
                "one may lie or be away."
            })
    static final class AddWitness extends Add {
        AddWitness(World world) {
            super(world, NeutralKind.WITNESS);
        }
    }

    @Command(
            name = "list",
            description = "Show the witnesses of each channel, and how many liars their number stands.",
            footer = {"", "Example:", "  firebreak witness list --home /srv/ru"})
    static final class ListWitnesses extends Listing {
        ListWitnesses(World world) {
            super(world, NeutralKind.WITNESS);
        }
    }

    @Command(
            name = "add",
            description = "Draft the next version of a channel's agreement with further mailboxes.",
            footer = {
                "",
                "Example:",
                "  firebreak mailbox add RU-UA UN CH IN --home /srv/ru --to channel-2.json",
                "",
                "A mailbox is a neutral party of the charter. It keeps sealed parcels for a",
                "member that cannot be reached, and signs that it has them. It can read none,",
                "nor tell for which post one is."
            })
    static final class AddMailbox extends Add {
        AddMailbox(World world) {
            super(world, NeutralKind.MAILBOX);
        }
    }

    @Command(
            name = "list",
            description = "Show the mailboxes of each channel, and what their number proves.",
            footer = {"", "Example:", "  firebreak mailbox list --home /srv/ru"})
    static final class ListMailboxes extends Listing {
        ListMailboxes(World world) {
            super(world, NeutralKind.MAILBOX);
        }
    }
}
