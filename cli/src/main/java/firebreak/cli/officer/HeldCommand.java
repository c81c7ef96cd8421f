package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/// `firebreak held`.
@Command(
        name = "held",
        description = "List what arrived and is held back, and why. Nothing held is lost or hidden.",
        footer = {"", "Example:", "  firebreak held --home uk"})
final class HeldCommand extends OfficerCommand {
    HeldCommand(World world) {
        super(world);
    }

    @Override
    int act(Desk desk) throws Refusal, IOException, FormatException {
        Json answer = desk.get("/v1/held");
        TextTable table = new TextTable("LEAF", "WHY IT IS HELD");
        Fields.of("held", answer).list("held", (place, item) -> {
            Fields fields = Fields.of(place, item);
            table.row(fields.string("leaf"), fields.string("reason"));
            return place;
        });
        answer(answer, table.isEmpty() ? List.of("Nothing is held") : table.lines(columns(), 0));
        return Exit.DONE;
    }
}
