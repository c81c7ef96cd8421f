package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A peer with the right key that answers as it pleases: the client says what happened and whether to retry.
class LyingPeerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MemberClient patient = new MemberClient(Wire.A, Wire.PATIENCE);
    private final MemberClient hasty = new MemberClient(Wire.A, new Patience(LONG, Duration.ofMillis(300), LONG, 1));

    @AfterEach
    void close() {
        patient.close();
        hasty.close();
    }

    @Test
    void an_answer_outside_the_protocol_is_a_failure_not_safe_to_retry() throws IOException {
        try (LyingPeer liar = new LyingPeer(out -> say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))) {
            WireException failed = failure(patient, liar);
            assertThat(failed).hasMessageContaining("left the protocol").hasMessageContaining("transfer-encoding");
            assertThat(failed.safeToRetry()).isFalse();
        }
    }

    @Test
    void an_answer_larger_than_asked_for_is_not_read() throws IOException {
        try (LyingPeer liar = new LyingPeer(out -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n"))) {
            assertThat(failure(patient, liar)).hasMessageContaining("at most 100 bytes");
        }
    }

    @Test
    void silence_ends_with_the_callers_time() throws IOException {
        try (LyingPeer liar = new LyingPeer(out -> LockSupport.park())) {
            WireException failed = failure(hasty, liar);
            assertThat(failed).hasMessageContaining("did not answer within 300 ms");
            assertThat(failed.safeToRetry()).isFalse();
        }
    }

    @Test
    void an_answer_that_trickles_ends_with_the_callers_time() throws IOException {
        try (LyingPeer liar = new LyingPeer(out -> {
            say(out, "HTTP/1.1 200 OK\r\nX: ");
            for (int i = 0; i < 10_000; i++) {
                say(out, "x");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        })) {
            assertThat(failure(hasty, liar)).hasMessageContaining("did not answer within 300 ms");
        }
    }

    @Test
    void a_peer_that_never_greets_ends_with_the_callers_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, Wire.loopback(0).getAddress());
                MemberClient client = new MemberClient(Wire.A, new Patience(Duration.ofMillis(300), LONG, LONG, 1))) {
            Peer peer = new Peer("127.0.0.1", silent.getLocalPort(), Wire.SERVER.spkiHash());
            WireException failed = catchThrowableOfType(WireException.class, () -> Wire.who(client, peer));
            assertThat(failed).hasMessageContaining("did not connect within 300 ms");
            assertThat(failed.safeToRetry()).isTrue();
        }
    }

    @Test
    void a_request_that_waits_for_a_place_can_be_stopped_and_is_safe_to_send_again() throws Exception {
        try (LyingPeer liar = new LyingPeer(out -> LockSupport.park());
                MemberClient one = new MemberClient(Wire.A, new Patience(LONG, LONG, LONG, 1))) {
            Thread first = Thread.ofVirtual().start(() -> failure(one, liar));
            Wire.await("the only place is taken", () -> liar.asked.get() == 1);
            AtomicReference<@Nullable WireException> stopped = new AtomicReference<>();
            Thread second = Thread.ofVirtual().start(() -> stopped.set(failure(one, liar)));
            second.interrupt();
            second.join();
            assertThat(stopped.get()).hasMessageContaining("stopped waiting").hasMessageEndingWith("again is safe");
            first.interrupt();
            first.join();
        }
    }

    @Test
    void a_name_without_an_address_is_one_clear_error() {
        Peer nowhere = new Peer("no.such.host.invalid", 1, Wire.SERVER.spkiHash());
        WireException failed = catchThrowableOfType(WireException.class, () -> Wire.who(patient, nowhere));
        assertThat(failed).hasMessageContaining("no address is known for no.such.host.invalid:1");
        assertThat(failed.safeToRetry()).isTrue();
    }

    @Test
    void a_post_that_a_dying_connection_may_have_carried_is_not_sent_twice() throws IOException {
        try (LyingPeer liar = new LyingPeer(this::answerOnceThenDie)) {
            Bytes body = Bytes.ofUtf8("once");
            assertThat(patient.request(liar.peer(), "POST", "/x", body, 100).ok())
                    .isTrue();
            WireException failed = catchThrowableOfType(
                    WireException.class, () -> patient.request(liar.peer(), "POST", "/x", body, 100));
            assertThat(failed.safeToRetry()).isFalse();
            assertThat(liar.asked).hasValue(2);
        }
    }

    @Test
    void a_get_that_a_dying_connection_may_have_carried_is_sent_again() throws IOException {
        try (LyingPeer liar = new LyingPeer(this::answerOnceThenDie)) {
            assertThat(get(patient, liar)).isTrue();
            assertThat(get(patient, liar)).isTrue();
            assertThat(liar.asked).hasValue(3);
        }
    }

    private final AtomicInteger answered = new AtomicInteger();

    private void answerOnceThenDie(OutputStream out) throws IOException {
        if (answered.incrementAndGet() == 2) {
            throw new IOException("dies");
        }
        say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    private static boolean get(MemberClient client, LyingPeer liar) throws IOException {
        return client.request(liar.peer(), "GET", "/x", Bytes.EMPTY, 100).ok();
    }

    private static WireException failure(MemberClient client, LyingPeer liar) {
        return catchThrowableOfType(WireException.class, () -> get(client, liar));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// Speaks the right TLS with the right key, reads a head and then does as told, again and again.
    private static final class LyingPeer implements AutoCloseable {
        interface Answer {
            void to(OutputStream out) throws IOException;
        }

        final AtomicInteger asked = new AtomicInteger();
        private final ServerSocket listening =
                new ServerSocket(0, 5, Wire.loopback(0).getAddress());
        private final SSLContext context = WireCrypto.context(() -> Wire.SERVER, new PinnedTrust((spki, from) -> {}));
        private final Answer answer;
        private final Thread thread;

        LyingPeer(Answer answer) throws IOException {
            this.answer = answer;
            this.thread = Thread.ofVirtual().start(this::serve);
        }

        Peer peer() {
            return new Peer("127.0.0.1", listening.getLocalPort(), Wire.SERVER.spkiHash());
        }

        private void serve() {
            while (!listening.isClosed()) {
                try (Socket accepted = listening.accept()) {
                    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
                    secured.setUseClientMode(false);
                    secured.setSSLParameters(WireCrypto.parameters());
                    while (readRequest(secured.getInputStream())) {
                        asked.incrementAndGet();
                        answer.to(secured.getOutputStream());
                    }
                } catch (IOException ended) {
                    // this connection, or all of them
                }
            }
        }

        private static boolean readRequest(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            if (head.indexOf("Content-Length: 4") >= 0) {
                in.skipNBytes(4);
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            listening.close();
            LockSupport.unpark(thread);
        }
    }
}
