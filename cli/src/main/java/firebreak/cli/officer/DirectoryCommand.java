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

/// `firebreak directory`.
@Command(
        name = "directory",
        description = {
            "Show every post of every channel: who it is, whether it answered the last test of its line, and what",
            "it says of itself: hours, deputy, languages."
        },
        footer = {
            "",
            "Examples:",
            "  firebreak directory --home /srv/ru",
            "",
            "A post says so in a note of the form directory-entry; its last one holds:",
            "  firebreak note draft --channel RU-UK --form directory-entry \\",
            "      --field hours='daily 06-22' --field timeZone=Europe/Moscow \\",
            "      --field languages=ru,en --field deputy=RU-CGS --field subject=… \\",
            "      --field text=…"
        })
final class DirectoryCommand extends ConsoleCommand {
    DirectoryCommand(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        Json answer = node.get("/v1/console/directory", token).json();
        TextTable table = new TextTable("CHANNEL", "POST", "TITLE", "LINE", "HOURS", "DEPUTY", "LANGUAGES");
        Fields.of("directory", answer).list("channels", (place, value) -> {
            Fields channel = Fields.of(place, value);
            String label = channel.string("label");
            for (Entry post : channel.list("posts", Entry::read)) {
                table.row(
                        label,
                        post.post(),
                        post.title(),
                        post.line(),
                        post.hours(),
                        post.deputy().orElse(""),
                        String.join(" ", post.languages()));
            }
            return value;
        });
        answer(
                answer,
                table.isEmpty() ? List.of("This node knows no channel") : new ArrayList<>(table.lines(columns(), 2)));
        return Exit.DONE;
    }

    /// One post.
    private record Entry(
            String post,
            String title,
            String state,
            Optional<Instant> since,
            String hours,
            Optional<String> deputy,
            List<String> languages) {
        static Entry read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Optional<Fields> entry = fields.optional("entry", Fields::of);
            String hours = "";
            Optional<String> deputy = Optional.empty();
            List<String> languages = List.of();
            if (entry.isPresent()) {
                Optional<String> zone = entry.get().optional("timeZone", Fields::asString);
                hours = entry.get().optional("hours", Fields::asString).orElse("")
                        + zone.map(name -> " " + name).orElse("");
                deputy = entry.get().optional("deputy", Fields::asString);
                languages = entry.get()
                        .optional("languages", (at, list) -> Fields.asList(at, list, Fields::asString))
                        .orElse(List.of());
            }
            return new Entry(
                    fields.string("post"),
                    fields.string("title"),
                    fields.string("state"),
                    fields.optional("since", Fields::asTime),
                    hours,
                    deputy,
                    languages);
        }

        String line() {
            return state.equals("own")
                    ? "own"
                    : state + since.map(at -> " " + Shown.minute(at)).orElse("");
        }
    }
}
