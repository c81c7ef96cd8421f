package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pinned member that sends what is no request: refused, with the connection ended, and never handled.
class BadRequestTest {
    private final AtomicInteger reached = new AtomicInteger();
    private Wire wire;

    @SuppressWarnings("NullAway.Init")
    BadRequestTest() {}

    @BeforeEach
    void open() throws IOException {
        Route.Handler count = (caller, request) -> {
            reached.incrementAndGet();
            return Response.text(request.path() + request.query());
        };
        wire = new Wire(
                Route.get("/a", count), Route.post("/a", 10, count), Route.get("/below/*", count), Wire.whoAmI());
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.0\r\nHost: f\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: f\r\nHost: g\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: f\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: f\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: f\r\nContent-Length: -1\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: f\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nHost: f\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /a HTTP/1.1\r\nHost: f\r\nBad Header: x\r\n\r\n",
            })
    void what_is_no_request_is_refused_and_ends_the_connection(String request) throws IOException {
        assertThat(ask(request)).matches("(?s)(HTTP/1.1 [45].*)?");
        assertThat(reached).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/below/%2e%2e/a",
                "/below/../a",
                "/below//x",
                "/a/",
                "//a",
                "/below/./x",
                "/a%61",
                "/b\\c",
                "/a;x=1"
            })
    void a_path_with_another_spelling_reaches_nothing(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1\r\nHost: f\r\n\r\n")).matches("(?s)(HTTP/1.1 40[04] .*)?");
        assertThat(reached).hasValue(0);
    }

    @Test
    void a_head_at_the_limit_is_taken_and_a_longer_one_refused() throws IOException {
        String start = "GET /a HTTP/1.1\r\nHost: f\r\nConnection: close\r\nX-Filler: ";
        assertThat(ask(start + "x".repeat(4_000) + "\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(ask(start + "x".repeat(4_200) + "\r\n\r\n")).doesNotContain(" 200 ");
        assertThat(reached).hasValue(1);
    }

    @Test
    void a_chunked_body_has_the_same_limit() throws IOException {
        String start = "POST /a HTTP/1.1\r\nHost: f\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(ask(start + "a\r\n0123456789\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(ask(start + "b\r\n0123456789x\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(reached).hasValue(1);
    }

    @Test
    void a_body_where_none_is_taken_is_refused() throws IOException {
        assertThat(ask("GET /a HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 413");
        assertThat(reached).hasValue(0);
    }

    @Test
    void unknown_paths_methods_and_repeated_names_are_refused_with_a_reason() throws IOException {
        assertThat(ask("GET /b HTTP/1.1\r\nHost: f\r\n\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("nothing at this path");
        assertThat(ask("GET /below HTTP/1.1\r\nHost: f\r\n\r\n")).startsWith("HTTP/1.1 404");
        assertThat(ask("PUT /a HTTP/1.1\r\nHost: f\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, POST");
        assertThat(ask("GET /a?x=1&x=2 HTTP/1.1\r\nHost: f\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("twice");
        assertThat(reached).hasValue(0);
    }

    @Test
    void a_connection_that_the_server_ended_gives_its_place_back() throws IOException {
        for (int i = 0; i < 2 * Wire.LIMITS.perMember(); i++) {
            assertThat(ask("GET /b HTTP/1.1\r\nHost: f\r\n\r\n")).startsWith("HTTP/1.1 404");
            assertThat(ask("nonsense\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("{\"detail\":\"this is no well-formed request");
            assertThat(ask("GET /a HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_query_arrives_decoded_and_a_folder_takes_what_is_below_it() throws IOException {
        try (MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE)) {
            Response found = a.request(wire.peer(), "GET", "/below/x/067.p?b=1%202&a=", Bytes.EMPTY, 100);
            assertThat(found.body()).isEqualTo(Bytes.ofUtf8("/below/x/067.p{a=, b=1 2}"));
        }
    }

    /// The answer, until the server ends the connection.
    private String ask(String request) throws IOException {
        try (RawClient client = RawClient.connect(wire.server.port(), Wire.A)) {
            client.send(request);
            return client.readAll();
        }
    }
}
