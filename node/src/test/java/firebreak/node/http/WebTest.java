package firebreak.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.node.log.LogSetup;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a port says where no route gets to speak.
class WebTest {
    private WebServer web;

    @SuppressWarnings("NullAway.Init")
    WebTest() {}

    @BeforeEach
    void open() throws IOException {
        LogSetup.toStandardError(Level.OFF);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        web = Web.start(Web.config(any, 4_096), any, (in, out) -> {
            throw new IllegalStateException("a bug with a detail");
        });
    }

    @AfterEach
    void close() {
        web.stop();
    }

    @Test
    void what_is_no_request_is_the_callers_fault_and_is_told_in_our_words() throws IOException {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "G\u00e9T / HTTP/1.1\r\nHost: f\r\n\r\n",
                "GET / HTTP/\u00b1.1\r\nHost: f\r\n\r\n",
                "GET /?%zz HTTP/1.1\r\nHost: f\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: f\r\nX: \u0000\r\n\r\n",
                "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: f\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: f\r\nX: " + "x".repeat(5_000) + "\r\n\r\n")) {
            assertThat(ask(request))
                    .as(request)
                    .startsWith("HTTP/1.1 4")
                    .contains("\r\nContent-Type: application/problem+json\r\n")
                    .containsPattern("\r\n\r\n\\{\"detail\":\"this is no well-formed request of HTTP/1\\.1,[^\"]*\"");
        }
    }

    @Test
    void what_a_handler_throws_is_the_nodes_fault_and_is_not_told() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: f\r\n\r\n"))
                .startsWith("HTTP/1.1 500")
                .contains("{\"detail\":\"this node failed; its log says why\"")
                .doesNotContain("a detail");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
