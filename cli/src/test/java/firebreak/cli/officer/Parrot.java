package firebreak.cli.officer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Stands before a node's port for officers. At first it passes everything on and remembers each answer; later it gives
/// the answers again without the node, some of them damaged.
final class Parrot implements AutoCloseable {
    /// Requests of one command, beyond which it would never end.
    private static final int MOST = 50;

    private final int node;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Answer> answers = new TreeMap<>();
    private long seed;
    private int asked;
    private boolean alone;

    private record Answer(int status, Bytes body) {
        static final Answer NONE = new Answer(404, Bytes.EMPTY);
    }

    Parrot(int node) throws IOException {
        this.node = node;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// From now on it answers by itself, and damages what this seed says.
    synchronized void damage(long newSeed) {
        alone = true;
        seed = newSeed;
        asked = 0;
    }

    /// Whether a command has asked without end.
    synchronized boolean isPestered() {
        return asked > MOST;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Answer given = alone ? repeated(key) : passedOn(key, exchange, body);
            exchange.sendResponseHeaders(
                    given.status(), given.body().isEmpty() ? -1 : given.body().size());
            if (!given.body().isEmpty()) {
                exchange.getResponseBody().write(given.body().toArray());
            }
        }
    }

    /// One path gets one answer, however often it is asked. What was asked otherwise than before is answered like the
    /// request that was most alike.
    private Answer repeated(String key) {
        asked++;
        if (isPestered()) {
            return Answer.NONE;
        }
        String path = key.replaceAll("\\?.*", "");
        Answer whole = answers.getOrDefault(
                key,
                answers.entrySet().stream()
                        .filter(answer -> answer.getKey().startsWith(path))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Answer.NONE));
        Random random = new Random(seed + path.hashCode());
        return random.nextInt(4) == 0 || whole.body().isEmpty()
                ? whole
                : new Answer(whole.status(), Damage.json(whole.body(), random));
    }

    private Answer passedOn(String key, HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Authorization", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), Bytes.wrap(response.body()));
            answers.put(key, answer);
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(stopped);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
