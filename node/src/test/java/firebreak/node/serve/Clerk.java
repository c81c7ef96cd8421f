package firebreak.node.serve;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Speaks a node's public interface as one officer, as its console, or as nobody.
final class Clerk {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MOST = 64 << 20;

    private final int port;
    private final String token;

    /// @param token empty for nobody
    Clerk(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /// What a node answered.
    record Answer(int status, Bytes body) {
        String text() {
            return new String(body.toArray(), StandardCharsets.UTF_8);
        }

        Json json() {
            return Clerk.json(body);
        }

        /// The answer, when it is one of success.
        Answer good() {
            if (status / 100 != 2) {
                throw new AssertionError("the node refuses with " + status + ": " + text());
            }
            return this;
        }
    }

    static Json json(Bytes answer) {
        try {
            return Canonical.readLoose("answer", answer, MOST);
        } catch (FormatException malformed) {
            throw new AssertionError("a node answers what is no JSON", malformed);
        }
    }

    static Clerk signIn(int port, String officer, String password) throws IOException {
        Answer answer = new Clerk(port, "")
                .post(
                        "/v1/sign-in",
                        Json.object()
                                .with("officer", officer)
                                .with("password", password)
                                .build())
                .good();
        return new Clerk(port, text(answer.json(), "token"));
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer post(String path, Json body) throws IOException {
        return post(path, Canonical.write(body));
    }

    Answer post(String path, Bytes body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Bytes.wrap(response.body()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the node", stop);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static boolean has(Json object, String name) {
        return object instanceof Json.Obj(Map<String, Json> members) && members.containsKey(name);
    }

    static Json member(Json object, String name) {
        Json value = object instanceof Json.Obj(Map<String, Json> members) ? members.get(name) : null;
        if (value == null) {
            throw new AssertionError("there is no '" + name + "' in " + object);
        }
        return value;
    }

    static String text(Json object, String name) {
        return switch (member(object, name)) {
            case Json.Str(String value) -> value;
            case Json other -> throw new AssertionError("'" + name + "' is no text: " + other);
        };
    }

    static long number(Json object, String name) {
        return switch (member(object, name)) {
            case Json.Num(double value) -> (long) value;
            case Json other -> throw new AssertionError("'" + name + "' is no number: " + other);
        };
    }

    static List<Json> list(Json object, String name) {
        return switch (member(object, name)) {
            case Json.Arr(List<Json> items) -> items;
            case Json other -> throw new AssertionError("'" + name + "' is no list: " + other);
        };
    }
}
