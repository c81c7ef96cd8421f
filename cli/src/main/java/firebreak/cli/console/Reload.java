package firebreak.cli.console;

import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Asks the node that runs on a home, if one does, to read its settings, officers and documents again.
public final class Reload {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Reload() {}

    /// One line for people about what came of it.
    public static String ask(Home home) throws IOException, FormatException {
        Optional<RunningNode> running = home.running().filter(RunningNode::seemsAlive);
        Optional<String> token = home.consoleToken();
        if (running.isEmpty() || token.isEmpty()) {
            return "The node takes it in at its next start: firebreak serve --home " + home;
        }
        return accepted(running.get(), token.get())
                ? "The running node has taken it in."
                : "The running node did not answer; it takes it in at its next start.";
    }

    private static boolean accepted(RunningNode node, String token) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + node.api() + "/v1/console/reload"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
