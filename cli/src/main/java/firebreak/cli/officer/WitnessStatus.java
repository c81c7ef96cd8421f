package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `firebreak witness status`.
@Command(
        name = "status",
        description = "Show how much of each own record its witnesses have signed, and who does not sign.",
        footer = {
            "",
            "The exit code is 1 where something has had too few signatures for 10 seconds.",
            "",
            "Example:",
            "  firebreak witness status --home ru"
        })
final class WitnessStatus extends ConsoleCommand {
    WitnessStatus(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        Fields status =
                Fields.of("status", node.get("/v1/console/status", token).json());
        Instant now = status.time("now");
        Page page = new Page(now);
        status.list("channels", page::channel);
        answer(Json.object().with("channels", new Json.Arr(page.rows)).build(), page.lines(columns()));
        return page.lacking ? Exit.REFUSED : Exit.DONE;
    }

    /// What is shown, channel by channel.
    private static final class Page {
        private final Instant now;
        private final TextTable table = new TextTable("CHANNEL", "WITNESS", "SIGNED", "OF", "STATE");
        private final List<String> words = new ArrayList<>();
        private final List<Json> rows = new ArrayList<>();
        private boolean lacking;

        Page(Instant now) {
            this.now = now;
        }

        Json channel(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            String label = fields.string("label");
            Optional<Json> witnessing = fields.optional("witnessing", (_, json) -> json);
            if (witnessing.isPresent()) {
                rows.add(Json.object()
                        .with("channel", fields.string("channel"))
                        .with("label", label)
                        .with("witnessing", witnessing.get())
                        .build());
                standing(label, WitnessingView.read(place + ".witnessing", witnessing.get()));
            }
            return value;
        }

        private void standing(String label, WitnessingView view) {
            lacking |= view.lags(now);
            words.add(Shown.line(label) + ": " + view.words(now));
            view.witnesses()
                    .forEach(one -> table.row(
                            label, one.party(), Long.toString(one.signed()), Long.toString(view.size()), one.state()));
        }

        List<String> lines(int columns) {
            if (rows.isEmpty()) {
                return List.of("No channel of this node has witnesses: all times are claimed");
            }
            List<String> lines = new ArrayList<>(table.lines(columns, 2));
            lines.add("");
            lines.addAll(words);
            return lines;
        }
    }
}
