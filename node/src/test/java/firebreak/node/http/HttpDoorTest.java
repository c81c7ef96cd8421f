package firebreak.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.node.log.LogSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The loopback door, over real sockets, against what browsers do for foreign pages.
class HttpDoorTest {
    private static final String TOKEN = "Authorization: Bearer t0ken\r\n";

    private HttpDoor door;

    @SuppressWarnings("NullAway.Init")
    HttpDoorTest() {}

    @BeforeEach
    void open() throws IOException {
        LogSetup.toStandardError(Level.OFF);
        Route.Handler caller = (who, request) -> Response.text("<" + who + ">");
        door = HttpDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(Route.get("/health", caller)),
                List.of(Route.get("/notes", caller), Route.post("/notes", 100, caller)),
                token -> token.equals("t0ken") ? Optional.of("officer") : Optional.empty());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void an_open_route_needs_no_token() throws IOException {
        assertThat(get("/health", "")).startsWith("HTTP/1.1 200").endsWith("<>");
    }

    @Test
    void a_guarded_route_knows_the_holder_of_the_token() throws IOException {
        assertThat(get("/notes", TOKEN)).startsWith("HTTP/1.1 200").endsWith("<officer>");
        assertThat(post(TOKEN + "Content-Type: application/json\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer wrong\r\n",
                "Authorization: bearer t0ken\r\n",
                "Authorization: Bearer t0ken \u0001\r\n",
                "Authorization: Basic t0ken\r\n",
                "Authorization: Bearer t0ken\r\nAuthorization: Bearer t0ken\r\n",
                "Cookie: token=t0ken\r\n",
            })
    void without_one_right_token_nothing_is_told(String headers) throws IOException {
        assertThat(get("/notes", headers)).doesNotContain(" 200 ");
        assertThat(get("/nothing", headers)).as("not even what exists").doesNotContain(" 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", "10.0.0.1"})
    void a_host_that_is_not_this_port_is_refused(String host) throws IOException {
        String port = host.equals("evil.example") ? ":" + door.port() : "";
        assertThat(ask("GET /health HTTP/1.1\r\nHost: " + host + port + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET /notes HTTP/1.1\r\nHost: " + host + port + "\r\n" + TOKEN + "\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void every_name_of_this_port_on_this_machine_is_good() throws IOException {
        for (String host : List.of("127.0.0.1", "localhost", "LocalHost", "[::1]")) {
            String hosted = "Host: " + host + ":" + door.port() + "\r\n";
            assertThat(ask("GET /health HTTP/1.1\r\n" + hosted + "Connection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                "Origin: http://localhost\r\n",
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n",
            })
    void what_a_browser_sends_for_a_foreign_page_is_refused_even_with_a_token(String header) throws IOException {
        assertThat(get("/notes", TOKEN + header)).startsWith("HTTP/1.1 403");
        assertThat(get("/health", header)).startsWith("HTTP/1.1 403");
    }

    @Test
    void what_a_browser_sends_for_this_very_origin_is_answered() throws IOException {
        String own = "Origin: http://127.0.0.1:" + door.port() + "\r\nSec-Fetch-Site: same-origin\r\n";
        assertThat(get("/notes", TOKEN + own)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
            })
    void a_body_that_a_form_could_send_is_refused(String header) throws IOException {
        assertThat(post(TOKEN + header)).startsWith("HTTP/1.1 403");
    }

    @Test
    void answers_are_not_kept_framed_or_guessed_at() throws IOException {
        assertThat(get("/health", ""))
                .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff", "frame-ancestors 'none'")
                .doesNotContain("Access-Control");
    }

    @Test
    void it_binds_to_loopback_only() {
        InetSocketAddress everywhere = new InetSocketAddress(0);
        assertThatThrownBy(() -> HttpDoor.open(everywhere, List.of(), List.of(), token -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback only");
    }

    @Test
    void an_open_route_may_take_what_signs_somebody_in() throws IOException, InterruptedException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Route post = Route.post("/x", 10, (caller, request) -> Response.done());
        try (HttpDoor opened = HttpDoor.open(at, List.of(post), List.of(), token -> Optional.empty());
                java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
            java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create("http://127.0.0.1:" + opened.port() + "/x"))
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 300_000, 20_000_000})
    void a_body_beyond_the_limit_is_refused_with_the_limit_however_large_it_is(int size) throws IOException {
        assertThat(post(TOKEN + "Content-Type: application/json\r\n", "x".repeat(size)))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .endsWith("{\"code\":\"too-large\",\"detail\":\"at most 100 bytes are taken here\",\"status\":413}");
    }

    @Test
    void a_body_of_the_very_limit_is_taken() throws IOException {
        assertThat(post(TOKEN + "Content-Type: application/json\r\n", "x".repeat(100)))
                .startsWith("HTTP/1.1 200");
    }

    private String get(String path, String headers) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + door.port() + "\r\n" + headers
                + "Connection: close\r\n\r\n");
    }

    private String post(String headers) throws IOException {
        return post(headers, "{}");
    }

    private String post(String headers, String body) throws IOException {
        return ask("POST /notes HTTP/1.1\r\nHost: 127.0.0.1:" + door.port() + "\r\n" + headers + "Content-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
