package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak held`.
@Command(
        name = "held",
        description = {
            "List what arrived and is held back, and why. Nothing held is lost or hidden.",
            "A channel keeps only so many items of one member on the list; while it is full, more stays with its"
                    + " sender. What is held for good leaves the list when somebody has seen it; the leaf itself stays."
        },
        footer = {
            "",
            "Examples:",
            "  firebreak held --home uk",
            "  firebreak held --home uk \\",
            "      --seen firebreak/qx3uvv7gxkq2qkg5ynyl4hzpve/0000000000000007"
        })
final class HeldCommand extends OfficerCommand {
    private static final int PAGE = 500;

    @Option(
            names = "--seen",
            paramLabel = "LEAF",
            arity = "1..*",
            description = "Take these off the list: they were looked at. Only what does not clear by itself.")
    private List<String> seen = List.of();

    HeldCommand(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        return seen.isEmpty() ? list(desk) : see(desk);
    }

    private int see(Desk desk) throws Refusal, IOException, FormatException {
        for (String leaf : seen) {
            desk.post("/v1/held/seen", Json.object().with("leaf", leaf).build());
        }
        answer(
                Json.object().with("seen", Json.strings(seen)).build(),
                seen.stream().map(leaf -> "Seen: " + Shown.line(leaf)).toList());
        return Exit.DONE;
    }

    /// All of them, however many pages the node makes of them.
    private int list(Desk desk) throws Refusal, IOException, FormatException {
        List<Item> held = new ArrayList<>();
        List<Json> rows = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            Fields page = Fields.of("held", desk.get("/v1/held?limit=" + PAGE + after));
            page.list("held", (place, row) -> {
                rows.add(row);
                return held.add(Item.read(place, row));
            });
            more = page.bool("more") && !held.isEmpty();
            if (more) {
                String last = NodeClient.query("after", held.getLast().leaf());
                after = NodeClient.onward("held", after, "&" + last);
            }
        }
        answer(Json.object().with("held", new Json.Arr(rows)).build(), page(held));
        return Exit.DONE;
    }

    private List<String> page(List<Item> held) {
        if (held.isEmpty()) {
            return List.of("Nothing is held");
        }
        TextTable table = new TextTable("CHANNEL", "FROM", "LEAF", "WHY IT IS HELD");
        held.forEach(item -> table.row(item.channel(), item.party(), item.leaf(), item.why()));
        List<String> lines = new ArrayList<>(table.lines(columns(), 0));
        lines.add("");
        lines.add(
                "It was proved to be sent and is kept; its sender was told that it is held. What waits for a post or");
        lines.add(
                "for earlier leaves goes on by itself; for the rest ask the sender through another channel, and take");
        lines.add("it off this list with firebreak held --seen LEAF.");
        return lines;
    }

    private record Item(String channel, String party, String leaf, String reason, boolean clears) {
        static Item read(String place, Json row) throws FormatException {
            Fields fields = Fields.of(place, row);
            return new Item(
                    fields.optional("channel", Fields::asString).orElse("-"),
                    fields.optional("party", Fields::asString).orElse("-"),
                    fields.string("leaf"),
                    fields.string("reason"),
                    fields.bool("clears"));
        }

        String why() {
            return clears ? reason + " (clears by itself)" : reason;
        }
    }
}
