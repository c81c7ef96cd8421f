package firebreak.drill.replay;

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

/// Speaks a node's public interface as one officer or as its console.
final class Asking {
    private static final int MAX_ANSWER = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final int port;
    private final String token;

    Asking(HttpClient http, int port, String token) {
        this.http = http;
        this.port = port;
        this.token = token;
    }

    /// The same node, as whoever holds this token.
    Asking as(String otherToken) {
        return new Asking(http, port, otherToken);
    }

    Json get(String path) throws IOException {
        return send(request(path).GET());
    }

    Json post(String path, Json body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Canonical.write(body).toArray())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Json send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Bytes body = Bytes.wrap(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("the node refuses: " + body.utf8("answer"));
            }
            return body.isEmpty() ? Json.NULL : Canonical.readLoose("answer", body, MAX_ANSWER);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the node", stop);
        } catch (FormatException malformed) {
            throw new IOException("the node answers what is no JSON: " + malformed.reason(), malformed);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
