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

/// `firebreak held`.
@Command(
        name = "held",
        description = "List what arrived and is held back, and why. Nothing held is lost or hidden.",
        footer = {"", "Example:", "  firebreak held --home uk"})
final class HeldCommand extends OfficerCommand {
    private static final int PAGE = 500;

    HeldCommand(World world) {
        super(world);
    }

    /// All of them, however many pages the node makes of them.
    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
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
            after = held.isEmpty()
                    ? ""
                    : "&" + NodeClient.query("after", held.getLast().leaf());
        }
        answer(Json.object().with("held", new Json.Arr(rows)).build(), page(held));
        return Exit.DONE;
    }

    private List<String> page(List<Item> held) {
        if (held.isEmpty()) {
            return List.of("Nothing is held");
        }
        TextTable table = new TextTable("CHANNEL", "FROM", "LEAF", "WHY IT IS HELD");
        held.forEach(item -> table.row(item.channel(), item.party(), item.leaf(), item.reason()));
        List<String> lines = new ArrayList<>(table.lines(columns(), 2));
        lines.add("");
        lines.add(
                "It was proved to be sent and is kept; its sender was told that it is held. What waits for a post or");
        lines.add("for earlier leaves goes on by itself; for the rest ask the sender through another channel.");
        return lines;
    }

    private record Item(String channel, String party, String leaf, String reason) {
        static Item read(String place, Json row) throws FormatException {
            Fields fields = Fields.of(place, row);
            return new Item(
                    fields.optional("channel", Fields::asString).orElse("-"),
                    fields.optional("party", Fields::asString).orElse("-"),
                    fields.string("leaf"),
                    fields.string("reason"));
        }
    }
}
