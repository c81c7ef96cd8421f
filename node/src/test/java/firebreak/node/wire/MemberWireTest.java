package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.encoding.Bytes;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Members talk: a server and clients over real sockets.
class MemberWireTest {
    private final MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE);
    private final MemberClient b = new MemberClient(Wire.B, Wire.PATIENCE);

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void each_member_is_known_by_its_key() throws IOException {
        try (Wire wire = new Wire(Wire.whoAmI())) {
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
        }
    }

    @Test
    void requests_share_one_kept_connection() throws IOException {
        try (Wire wire = new Wire(Wire.whoAmI())) {
            for (int i = 0; i < 20; i++) {
                Wire.who(a, wire.peer());
            }
            assertThat(wire.server.status()).isEqualTo(new MemberServer.Status(1, 20, 0));
        }
    }

    @Test
    void bodies_come_back_as_they_went() throws IOException {
        Random random = new Random(20);
        try (Wire wire = new Wire(Wire.echo(1 << 20))) {
            for (int size : new int[] {0, 1, 4_000, 16_383, 16_384, 16_385, 20_000, 300_000, 1 << 20}) {
                byte[] body = new byte[size];
                random.nextBytes(body);
                Response response = a.request(wire.peer(), "POST", "/echo", Bytes.copyOf(body), Wire.MOST);
                assertThat(response.ok()).isTrue();
                assertThat(response.body()).as("size %d", size).isEqualTo(Bytes.copyOf(body));
            }
        }
    }

    @Test
    void a_body_at_the_limit_is_taken_and_one_byte_more_is_refused_with_a_reason() throws IOException {
        try (Wire wire = new Wire(Wire.echo(1_000))) {
            assertThat(post(wire, 1_000).status()).isEqualTo(200);
            Response refused = post(wire, 1_001);
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.contentType()).isEqualTo(Response.PROBLEM);
            assertThat(text(refused)).contains("at most 1000 bytes");
            assertThat(post(wire, 1_000).status()).isEqualTo(200);
        }
    }

    @Test
    void a_refusal_of_a_large_body_is_readable() throws IOException {
        try (Wire wire = new Wire(Wire.echo(1_000))) {
            assertThat(post(wire, 500_000).status()).isEqualTo(413);
        }
    }

    @Test
    void a_key_that_leaves_the_manifest_is_cut_off_on_its_kept_connection() throws IOException {
        try (Wire wire = new Wire(Wire.whoAmI())) {
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
            wire.pins.remove(Wire.A.spkiHash());
            assertThatThrownBy(() -> Wire.who(a, wire.peer())).isInstanceOf(WireException.class);
            wire.pins.put(Wire.A.spkiHash(), "A again");
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A again");
        }
    }

    @Test
    void a_restarted_server_is_found_again_by_the_same_client() throws IOException {
        int port;
        try (Wire wire = new Wire(Wire.whoAmI())) {
            port = wire.server.port();
            Wire.who(a, wire.peer());
        }
        Peer gone = new Peer("127.0.0.1", port, Wire.SERVER.spkiHash());
        WireException refused = failure(gone);
        assertThat(refused.safeToRetry()).isTrue();
        assertThat(refused).hasMessageContaining("cannot be reached").hasMessageEndingWith("sending it again is safe");
        try (Wire again = new Wire(Wire.LIMITS, List.of(Wire.whoAmI()), port)) {
            assertThat(Wire.who(a, again.peer())).isEqualTo("A");
        }
    }

    @Test
    void a_port_in_use_is_one_clear_error() throws IOException {
        try (Wire wire = new Wire(Wire.whoAmI())) {
            int port = wire.server.port();
            assertThatThrownBy(() -> new Wire(Wire.LIMITS, List.of(), port))
                    .isInstanceOf(java.net.BindException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void many_requests_run_at_once() throws Exception {
        try (Wire wire = new Wire(Wire.echo(30_000));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> running = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Bytes body = Bytes.wrap(new byte[20_000 + i]);
                MemberClient client = i % 2 == 0 ? a : b;
                running.add(threads.submit(() -> client.request(wire.peer(), "POST", "/echo", body, Wire.MOST)));
            }
            for (int i = 0; i < running.size(); i++) {
                assertThat(running.get(i).get().body().size()).isEqualTo(20_000 + i);
            }
            assertThat(wire.server.status().connections()).isLessThanOrEqualTo(2 * Wire.PATIENCE.perPeer());
        }
    }

    @Test
    void a_handler_that_fails_answers_and_the_connection_lives() throws IOException {
        Route bug = Route.get("/bug", (caller, request) -> {
            throw new IllegalStateException("secret detail");
        });
        Route busy = Route.get("/busy", (caller, request) -> {
            throw new IOException("disk full");
        });
        try (Wire wire = new Wire(bug, busy, Wire.whoAmI())) {
            Response failed = a.request(wire.peer(), "GET", "/bug", Bytes.EMPTY, Wire.MOST);
            assertThat(failed.status()).isEqualTo(500);
            assertThat(text(failed)).doesNotContain("secret");
            assertThat(a.request(wire.peer(), "GET", "/busy", Bytes.EMPTY, Wire.MOST)
                            .status())
                    .isEqualTo(503);
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
            assertThat(wire.server.status().connections()).isEqualTo(1);
        }
    }

    private WireException failure(Peer peer) {
        return catchThrowableOfType(WireException.class, () -> Wire.who(a, peer));
    }

    private Response post(Wire wire, int size) throws IOException {
        return a.request(wire.peer(), "POST", "/echo", Bytes.wrap(new byte[size]), Wire.MOST);
    }

    private static String text(Response response) {
        return new String(response.body().toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
