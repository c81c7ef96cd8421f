package firebreak.cli.officer;

import firebreak.charter.PostEntry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `firebreak status`. Tells of the home where no node runs.
@Command(
        name = "status",
        description = "Show how the node stands: posts, lines, records, what waits and what is held.",
        footer = {
            "",
            "The exit code is 4 where the node is not running.",
            "",
            "Example:",
            "  firebreak status --home ru"
        })
final class StatusCommand extends HomeCommand {
    StatusCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, IOException, FormatException {
        Home home = home();
        Config config = home.config();
        Optional<RunningNode> running = home.running();
        if (running.isEmpty()) {
            return silent(home, config, "not running; start it with firebreak serve --home " + home);
        }
        try (NodeClient node = NodeClient.of(home)) {
            Json status =
                    node.get("/v1/console/status", ConsoleCommand.token(home)).json();
            tell(home, config, home.running().orElse(running.get()), status); // it may have just been started again
            return Exit.DONE;
        } catch (Refusal refusal) {
            if (refusal.exit() == Exit.UNREACHABLE) {
                return silent(home, config, "not running: " + refusal.getMessage());
            }
            throw refusal;
        }
    }

    private void tell(Home home, Config config, RunningNode running, Json status) throws IOException, FormatException {
        Map<String, Json> told = new LinkedHashMap<>();
        told.put("home", Json.of(home.folder().toString()));
        told.put("running", Json.of(true));
        told.put("pid", Json.of(running.pid()));
        if (status instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach(told::putIfAbsent);
        }
        List<String> lines = new ArrayList<>();
        lines.add("Node        " + who(config) + ", running as process " + running.pid() + ", officers at "
                + running.api());
        lines.addAll(StatusPage.of(status, columns()));
        answer(new Json.Obj(told), lines);
    }

    private int silent(Home home, Config config, String why) throws IOException, FormatException {
        Json told = Json.object()
                .with("home", home.folder().toString())
                .with("party", config.party().value())
                .with("mode", config.mode().toJson())
                .with("running", false)
                .with("officers", home.officers().all().size())
                .with("charters", home.charters().size())
                .build();
        answer(
                told,
                List.of(
                        "Node        " + who(config) + ", " + why,
                        "Home        " + home,
                        "Address     " + config.address() + ", listens at " + config.listen(),
                        "Posts       " + orNone(posts(home)),
                        "Officers    " + home.officers().all().size(),
                        "Charters    " + home.charters().size() + " whose fingerprint was compared",
                        "Store       " + (java.nio.file.Files.exists(home.storeFile()) ? "there" : "not made yet")));
        return Exit.UNREACHABLE;
    }

    private static String who(Config config) {
        return config.party() + ", " + config.mode().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String orNone(List<String> words) {
        return words.isEmpty() ? "none" : String.join(" ", words);
    }

    /// The node's own posts; none where its keys are not made yet.
    private static List<String> posts(Home home) throws IOException, FormatException {
        return java.nio.file.Files.exists(home.folder().resolve("public.json"))
                ? home.publicKeys().posts().stream()
                        .map(PostEntry::code)
                        .map(Object::toString)
                        .toList()
                : List.of();
    }
}
