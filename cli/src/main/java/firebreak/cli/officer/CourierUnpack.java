package firebreak.cli.officer;

import firebreak.carriage.Bundle;
import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firebreak courier unpack`. Parcels that the node cannot take yet are tried again as long as others are taken: what
/// lies in a folder has no order.
@Command(
        name = "unpack",
        description = "Take in what a courier brought, from a folder or a file.",
        footer = {
            "",
            "Each parcel is taken, known (it was here before), later (the node cannot judge",
            "it yet: unpack again) or refused with the reason. The exit code is 0 when all",
            "were taken or known.",
            "",
            "Example:",
            "  firebreak courier unpack /media/stick --home uk"
        })
final class CourierUnpack extends ConsoleCommand {
    /// Bytes of parcels in one request, well below the largest bundle.
    private static final long MOST_BYTES = Bundle.MAX_BYTES / 2;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders or files.")
    private List<String> paths = List.of();

    /// What the node says of one parcel.
    private record Outcome(ParcelFiles.Carried carried, String word, String reason) {
        boolean isFine() {
            return word.equals("taken") || word.equals("known");
        }
    }

    CourierUnpack(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        ParcelFiles.Found found = ParcelFiles.NOTHING;
        for (String path : paths) {
            found = found.and(ParcelFiles.read(world.path(Path.of(path))));
        }
        List<Outcome> settled = new ArrayList<>();
        List<Outcome> open = offer(found.parcels(), node, token);
        int before = Integer.MAX_VALUE;
        while (!later(open).isEmpty() && later(open).size() < before) {
            before = later(open).size();
            settled.addAll(open.stream()
                    .filter(outcome -> !outcome.word().equals("later"))
                    .toList());
            open = offer(later(open), node, token);
        }
        settled.addAll(open);
        answer(json(settled, found), page(settled, found));
        return settled.stream().allMatch(Outcome::isFine) && found.unfit().isEmpty() ? Exit.DONE : Exit.REFUSED;
    }

    private static List<ParcelFiles.Carried> later(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.word().equals("later"))
                .map(Outcome::carried)
                .toList();
    }

    private static List<Outcome> offer(List<ParcelFiles.Carried> parcels, NodeClient node, String token)
            throws Refusal, IOException, FormatException {
        List<Outcome> outcomes = new ArrayList<>();
        int from = 0;
        while (from < parcels.size()) {
            int to = end(parcels, from);
            outcomes.addAll(offerOnce(parcels.subList(from, to), node, token));
            from = to;
        }
        return outcomes;
    }

    /// Where the next request ends: as many parcels as it may carry, at least one.
    private static int end(List<ParcelFiles.Carried> parcels, int from) {
        long bytes = 0;
        int to = from;
        while (to < parcels.size() && to - from < Bundle.MAX_PARCELS && (to == from || bytes < MOST_BYTES)) {
            bytes += parcels.get(to).parcel().size();
            to++;
        }
        return to;
    }

    private static List<Outcome> offerOnce(List<ParcelFiles.Carried> parcels, NodeClient node, String token)
            throws Refusal, IOException, FormatException {
        Bytes bundle =
                new Bundle(parcels.stream().map(ParcelFiles.Carried::parcel).toList()).bytes();
        Fields answer = Fields.of(
                "courier", node.post("/v1/console/courier", token, bundle).json());
        List<Fields> told = answer.list("parcels", Fields::of);
        if (told.size() != parcels.size()) {
            throw new FormatException(
                    "courier.parcels", "expected an outcome for each of " + parcels.size() + " parcels");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            outcomes.add(new Outcome(
                    parcels.get(i), told.get(i).string("outcome"), told.get(i).string("reason")));
        }
        return outcomes;
    }

    private static Json json(List<Outcome> outcomes, ParcelFiles.Found found) {
        return Json.object()
                .with(
                        "parcels",
                        Json.list(
                                outcomes,
                                outcome -> Json.object()
                                        .with("from", outcome.carried().name())
                                        .with(
                                                "sha256",
                                                ParcelFiles.digest(
                                                        outcome.carried().parcel()))
                                        .with("outcome", outcome.word())
                                        .with("reason", outcome.reason())
                                        .build()))
                .with("unfit", Json.strings(found.unfit()))
                .with("passedOver", found.passedOver())
                .build();
    }

    private static List<String> page(List<Outcome> outcomes, ParcelFiles.Found found) {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String why = outcome.reason().isEmpty() ? "" : ": " + outcome.reason();
            lines.add(Shown.line(outcome.word() + "  " + outcome.carried().name() + why));
        }
        found.unfit().forEach(reason -> lines.add(Shown.line("refused  " + reason)));
        lines.add(count(outcomes, "taken") + " taken, " + count(outcomes, "known") + " known before, "
                + count(outcomes, "later") + " later, "
                + (count(outcomes, "refused") + found.unfit().size()) + " refused"
                + (found.passedOver() > 0 ? "; " + found.passedOver() + " other files were left alone" : ""));
        if (count(outcomes, "later") > 0) {
            lines.add("What is 'later' is not lost: keep it, and unpack it again when more has arrived");
        }
        return lines;
    }

    private static long count(List<Outcome> outcomes, String word) {
        return outcomes.stream().filter(outcome -> outcome.word().equals(word)).count();
    }
}
