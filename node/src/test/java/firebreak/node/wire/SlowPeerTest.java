package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.encoding.Bytes;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Peers that are slow, silent or many hold their own places and nobody else's.
class SlowPeerTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE);
    private final MemberClient b = new MemberClient(Wire.B, Wire.PATIENCE);

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void connections_that_say_nothing_are_closed_and_leave_room() throws IOException {
        Limits limits = new Limits(SHORT, LONG, LONG, LONG, LONG, 2, 8, 4_096);
        try (Wire wire = open(limits, Wire.whoAmI());
                Socket first = new Socket(Wire.loopback(0).getAddress(), wire.server.port());
                Socket second = new Socket(Wire.loopback(0).getAddress(), wire.server.port())) {
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
        }
    }

    @Test
    void strangers_that_fill_every_handshake_place_do_not_disturb_a_kept_connection() throws IOException {
        Limits limits = new Limits(LONG, LONG, LONG, LONG, LONG, 2, 8, 4_096);
        try (Wire wire = open(limits, Wire.whoAmI())) {
            Wire.who(a, wire.peer());
            try (Socket first = new Socket(Wire.loopback(0).getAddress(), wire.server.port());
                    Socket second = new Socket(Wire.loopback(0).getAddress(), wire.server.port())) {
                Wire.await("both places taken", () -> wire.server.status().connections() == 3);
                assertThat(first.isConnected() && second.isConnected()).isTrue();
                WireException full = catchThrowableOfType(WireException.class, () -> Wire.who(b, wire.peer()));
                assertThat(full.safeToRetry()).isTrue();
                assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
            }
            Wire.await("places free again", () -> wire.server.status().connections() == 1);
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
        }
    }

    @Test
    void a_head_that_never_ends_is_cut_off_though_bytes_keep_coming() throws IOException {
        Limits limits = new Limits(SHORT, LONG, LONG, LONG, LONG, 8, 8, 4_096);
        try (Wire wire = open(limits, Wire.whoAmI());
                RawClient slow = RawClient.connect(wire.server.port(), Wire.A)) {
            slow.send("GET /who HTTP/1.1\r\nHost: fire");
            Wire.await("cut off", slow::cutOff);
        }
    }

    @Test
    void a_body_that_never_ends_is_cut_off_though_bytes_keep_coming() throws IOException {
        Limits limits = new Limits(LONG, LONG, SHORT, LONG, LONG, 8, 8, 4_096);
        try (Wire wire = open(limits, Wire.echo(1 << 20), Wire.whoAmI());
                RawClient slow = RawClient.connect(wire.server.port(), Wire.A)) {
            slow.send("POST /echo HTTP/1.1\r\nHost: firebreak\r\nContent-Length: 1000000\r\n\r\nx");
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
            Wire.await("cut off", slow::cutOff);
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
        }
    }

    @Test
    void a_reader_that_does_not_read_is_cut_off_and_blocks_nobody() throws Exception {
        Limits limits = new Limits(LONG, LONG, LONG, LONG, SHORT, 8, 8, 4_096);
        Bytes large = Bytes.wrap(new byte[64 << 20]);
        CountDownLatch reached = new CountDownLatch(1);
        Route much = Route.get("/much", (caller, request) -> {
            reached.countDown();
            return Response.bytes(large);
        });
        try (Wire wire = open(limits, much, Wire.whoAmI());
                RawClient slow = RawClient.connect(wire.server.port(), Wire.A)) {
            slow.send("GET /much HTTP/1.1\r\nHost: firebreak\r\n\r\n");
            reached.await();
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
            Wire.await("cut off", () -> wire.server.status().connections() == 1);
        }
    }

    /// A question may be asked twice, so it is answered though the end of the connection crosses it.
    @Test
    void a_kept_connection_at_rest_too_long_is_closed_and_replaced() throws IOException {
        Limits limits = new Limits(LONG, SHORT, LONG, LONG, LONG, 8, 8, 4_096);
        try (Wire wire = open(limits, Wire.whoAmI())) {
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
            Wire.await("closed", () -> wire.server.status().connections() == 0);
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
        }
    }

    @Test
    void a_member_has_so_many_connections_and_no_more() throws Exception {
        Limits limits = new Limits(LONG, LONG, LONG, LONG, LONG, 8, 2, 4_096);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        Route hold = Route.get("/hold", (caller, request) -> {
            inside.countDown();
            awaitQuietly(release);
            return Response.text(caller);
        });
        try (Wire wire = open(limits, hold, Wire.whoAmI());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> held = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                held.add(threads.submit(() -> a.request(wire.peer(), "GET", "/hold", Bytes.EMPTY, 100)));
            }
            inside.await();
            WireException third = catchThrowableOfType(WireException.class, () -> Wire.who(a, wire.peer()));
            assertThat(third).hasMessageContaining("has no place for it");
            assertThat(third.safeToRetry()).isTrue();
            assertThat(Wire.who(b, wire.peer())).isEqualTo("B");
            release.countDown();
            for (Future<Response> answer : held) {
                assertThat(answer.get().ok()).isTrue();
            }
            assertThat(Wire.who(a, wire.peer())).isEqualTo("A");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Wire open(Limits limits, Route... routes) throws IOException {
        return new Wire(limits, List.of(routes), 0);
    }
}
