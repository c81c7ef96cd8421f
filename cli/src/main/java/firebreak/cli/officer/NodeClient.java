package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The running node of a home, asked over HTTP on this machine.
final class NodeClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final RunningNode running;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private NodeClient(RunningNode running) {
        this.running = running;
    }

    /// @throws Refusal when no node runs for this home
    static NodeClient of(Home home) throws Refusal, IOException, FormatException {
        return new NodeClient(home.running()
                .orElseThrow(() -> new Refusal(
                        Exit.UNREACHABLE,
                        "the node of " + home + " is not running: start it with firebreak serve --home " + home)));
    }

    /// @param path plain, perhaps with a query made by [#query]
    Reply get(String path, String token) throws Refusal, IOException {
        return send(request(path, token).GET());
    }

    Reply post(String path, String token, Json body) throws Refusal, IOException {
        return send(request(path, token).header("Content-Type", JSON).POST(body(Canonical.write(body))));
    }

    Reply post(String path, String token, Bytes body) throws Refusal, IOException {
        return send(request(path, token).header("Content-Type", BYTES).POST(body(body)));
    }

    /// The one request that needs no token.
    Reply signIn(Json body) throws Refusal, IOException {
        return send(request("/v1/sign-in").header("Content-Type", JSON).POST(body(Canonical.write(body))));
    }

    static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// Where the next page begins: never where this one did, or a list would have no end.
    ///
    /// @param before where this page began
    static String onward(String place, String before, String next) throws FormatException {
        if (next.equals(before)) {
            throw new FormatException(place, "expected a later leaf than before, as there are more");
        }
        return next;
    }

    private static HttpRequest.BodyPublisher body(Bytes bytes) {
        return HttpRequest.BodyPublishers.ofByteArray(bytes.toArray());
    }

    private HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + running.api() + path))
                .timeout(ANSWER);
    }

    private Reply send(HttpRequest.Builder request) throws Refusal, IOException {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Bytes body = read(response.body());
            return response.statusCode() / 100 == 2 ? new Reply.Given(body) : refused(response.statusCode(), body);
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            throw new Refusal(Exit.UNREACHABLE, nobodyThere(nobody));
        } catch (HttpTimeoutException slow) {
            throw new IOException(
                    "the node has not answered for " + ANSWER.toMinutes()
                            + " minutes: whether it did what was asked is not known, look before trying again",
                    slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while the node worked").initCause(stopped);
        }
    }

    private String nobodyThere(IOException why) {
        return "nobody answers at " + running.api() + ", where the node with process number " + running.pid()
                + " said it would (" + why.getClass().getSimpleName()
                + "): it did not stop cleanly, start it again with firebreak serve";
    }

    private static Bytes read(InputStream body) throws IOException {
        try (body) {
            byte[] content = body.readNBytes(Reply.MAX_BYTES + 1);
            if (content.length > Reply.MAX_BYTES) {
                throw new IOException("the node's answer is longer than " + Reply.MAX_BYTES + " bytes");
            }
            return Bytes.wrap(content);
        }
    }

    private static Reply refused(int status, Bytes body) {
        try {
            Fields problem = Fields.of("refusal", Canonical.readLoose("refusal", body, Reply.MAX_BYTES));
            String code = problem.optional("code", Fields::asString).orElse("");
            return new Reply.Refused(status, code, Shown.line(problem.string("detail")));
        } catch (FormatException unreadable) {
            return new Reply.Refused(
                    status,
                    "",
                    "the node refused with HTTP status " + status + " and no reason that can be read: "
                            + unreadable.reason());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
