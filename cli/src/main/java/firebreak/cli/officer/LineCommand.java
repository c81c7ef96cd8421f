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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak line`.
@Command(
        name = "line",
        description = {
            "Show every line from an unlocked post to another: whether it answers, since when, and apart from that",
            "what each party has declared about the channel. With --with, the history of the lines to one post."
        },
        footer = {
            "",
            "Examples:",
            "  firebreak line --home /srv/ru",
            "  firebreak line --with UK-MOD --home /srv/ru",
            "",
            "To declare a line suspended, or open again (a note, released like any other;",
            "--field line=RU-UK says of which channel, where that is not the one it goes by):",
            "  firebreak note draft --channel RU-UK --form line-status \\",
            "      --field status=suspended --field subject=… --field text=…",
            "",
            "The exit code is 1 where a line is silent."
        })
final class LineCommand extends ConsoleCommand {
    @Option(names = "--with", paramLabel = "POST", description = "The post at the other end.")
    private @Nullable String with;

    LineCommand(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        Json answer = node.get("/v1/console/lines", token).json();
        Fields fields = Fields.of("lines", answer);
        List<LineView> lines = fields.list("lines", LineView::read).stream()
                .filter(line -> with == null || line.peer().equals(with))
                .toList();
        if (with != null && lines.isEmpty()) {
            throw new Refusal("no unlocked post of this node has a line to " + Shown.quoted(with)
                    + ": firebreak directory shows all posts");
        }
        List<String> words = new ArrayList<>(table(lines));
        if (with != null) {
            lines.forEach(line -> words.addAll(line.history()));
        }
        words.addAll(declared(fields));
        answer(answer, words);
        return lines.stream().anyMatch(line -> line.state().equals("silent")) ? Exit.REFUSED : Exit.DONE;
    }

    private List<String> table(List<LineView> lines) {
        if (lines.isEmpty()) {
            return List.of("No line is open: a post's lines are tested while it is unlocked (firebreak post unlock)");
        }
        TextTable table = new TextTable("CHANNEL", "OWN", "WITH", "STATE", "SINCE", "TROUBLE");
        lines.forEach(line -> table.row(
                line.label(),
                line.own(),
                line.peer(),
                line.state(),
                Shown.second(line.since()),
                line.state().equals("answering") ? "" : line.trouble().orElse("")));
        return table.lines(columns(), 5);
    }

    /// What was declared and is not simply open, member by member.
    private static List<String> declared(Fields fields) throws FormatException {
        List<String> words = new ArrayList<>();
        fields.list("declared", (place, value) -> {
            Fields channel = Fields.of(place, value);
            String label = channel.string("label");
            for (Declared one : channel.list("members", Declared::read)) {
                one.words().ifPresent(said -> words.add(Shown.line(label) + ": " + said));
            }
            return value;
        });
        return words;
    }

    /// What a party has declared about a line.
    record Declared(
            String party,
            String status,
            Optional<Instant> at,
            Optional<String> reference,
            Optional<String> reason,
            Optional<String> until) {
        static Declared read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Declared(
                    fields.string("party"),
                    fields.string("status"),
                    fields.optional("at", Fields::asTime),
                    fields.optional("reference", Fields::asString),
                    fields.optional("reason", Fields::asString),
                    fields.optional("until", Fields::asString));
        }

        /// In a sentence; nothing for a line that was never declared otherwise than open.
        Optional<String> words() {
            return at.map(when -> party + " has declared it "
                    + Shown.line(status.replace('-', ' ')).toUpperCase(Locale.ROOT) + " at "
                    + Shown.second(when)
                    + until.map(end -> " until " + Shown.line(end)).orElse("")
                    + reference.map(name -> " (" + Shown.line(name) + ")").orElse("")
                    + reason.filter(why -> !why.isBlank())
                            .map(why -> ": " + Shown.quoted(why))
                            .orElse(""));
        }
    }
}
