package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets no answer: everyone without a pinned key or without the one way to speak TLS.
class StrangerTest {
    private static final String ASK = "GET /who HTTP/1.1\r\nHost: firebreak\r\n\r\n";

    private final AtomicInteger reached = new AtomicInteger();
    private Wire wire;

    @SuppressWarnings("NullAway.Init")
    StrangerTest() {}

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(Route.get("/who", (caller, request) -> {
            reached.incrementAndGet();
            return Response.text(caller);
        }));
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void the_raw_client_of_these_tests_is_answered_when_it_does_all_right() throws IOException {
        assertThat(ask(Wire.A, same -> {})).startsWith("HTTP/1.1 200").endsWith("A");
    }

    @Test
    void no_certificate_gets_no_answer() {
        assertRefused(null, same -> {});
    }

    @Test
    void a_strangers_certificate_gets_no_answer_and_is_counted() {
        assertRefused(Wire.STRANGER, same -> {});
        assertThat(wire.server.status().refused()).isEqualTo(1);
    }

    @Test
    void the_client_of_a_stranger_is_told_that_it_is_not_known_here() {
        try (MemberClient stranger = new MemberClient(Wire.STRANGER, Wire.PATIENCE)) {
            WireException refused = catchThrowableOfType(WireException.class, () -> Wire.who(stranger, wire.peer()));
            assertThat(refused)
                    .hasMessageContaining("does not know this node's key, "
                            + Wire.STRANGER.spkiHash().brief());
            assertThat(refused.safeToRetry()).isTrue();
        }
    }

    /// Dates in certificates are not read: the manifest says how long a key counts.
    @Test
    void an_expired_certificate_of_a_pinned_key_is_as_good_as_any() throws IOException {
        assertThat(ask(dated("2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z"), same -> {}))
                .endsWith("A");
        assertThat(ask(dated("2901-01-01T00:00:00Z", "2902-01-01T00:00:00Z"), same -> {}))
                .endsWith("A");
    }

    @Test
    void a_client_without_the_hybrid_group_gets_no_answer() {
        assertRefused(Wire.A, parameters -> parameters.setNamedGroups(new String[] {"x25519"}));
        assertRefused(Wire.A, parameters -> parameters.setNamedGroups(new String[] {"secp256r1", "x25519"}));
        assertRefused(Wire.A, parameters -> parameters.setNamedGroups(new String[] {"MLKEM768"}));
    }

    @Test
    void a_client_that_would_rather_not_use_the_hybrid_group_uses_it() throws IOException {
        assertThat(ask(Wire.A, parameters -> parameters.setNamedGroups(new String[] {"x25519", WireCrypto.GROUP})))
                .endsWith("A");
    }

    @Test
    void older_tls_gets_no_answer() {
        assertRefused(Wire.A, parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
            parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
        });
    }

    @Test
    void another_suite_gets_no_answer() {
        assertRefused(Wire.A, parameters -> parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"}));
    }

    @Test
    void a_server_with_another_key_than_the_manifest_names_is_sent_nothing() {
        try (MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE)) {
            Peer expected = new Peer("127.0.0.1", wire.server.port(), Wire.B.spkiHash());
            WireException refused = catchThrowableOfType(WireException.class, () -> Wire.who(a, expected));
            assertThat(refused)
                    .hasMessageContaining("is not the node it should be: it shows the key "
                            + Wire.SERVER.spkiHash().brief() + " and its manifest names "
                            + Wire.B.spkiHash().brief());
            assertThat(refused.safeToRetry()).isTrue();
            assertThat(reached).hasValue(0);
        }
    }

    @Test
    void what_is_no_node_at_all_is_told_apart_from_a_node_with_another_key() throws Exception {
        assertThat(told(plain("HTTP/1.1 400 Bad Request\r\n\r\n")))
                .contains("does not speak the TLS of a node, TLS 1.3 with X25519MLKEM768");
        assertThat(told(plain(""))).contains("broke off the handshake (it hung up): it is no node, or it does not");
        byte[] protocolVersion = {21, 3, 3, 0, 2, 2, 70};
        assertThat(told(plain(new String(protocolVersion, StandardCharsets.ISO_8859_1))))
                .contains("refuses the TLS of a node, TLS 1.3 with X25519MLKEM768")
                .contains("protocol_version")
                .doesNotContain("this node's key");
    }

    /// Says this to whoever connects, whatever they say, and hangs up.
    private static ServerSocket plain(String answer) throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, Wire.loopback(0).getAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket caller = listening.accept()) {
                caller.getInputStream().read(new byte[8_192]);
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                caller.shutdownOutput();
                caller.getInputStream().readAllBytes();
            } catch (IOException gone) {
                // the caller has what it needs
            }
        });
        return listening;
    }

    private static String told(ServerSocket server) throws IOException {
        try (server;
                MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE)) {
            Peer peer = new Peer("127.0.0.1", server.getLocalPort(), Wire.SERVER.spkiHash());
            WireException refused = catchThrowableOfType(WireException.class, () -> Wire.who(a, peer));
            assertThat(refused.safeToRetry()).isTrue();
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void a_seed_of_another_length_is_no_identity() {
        assertThatThrownBy(() -> TlsIdentity.fromSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsIdentity.fromSeed(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_seed_makes_one_certificate() throws Exception {
        TlsIdentity again = Wire.identity(2);
        assertThat(again.certificate().getEncoded())
                .isEqualTo(Wire.A.certificate().getEncoded());
        assertThat(again.spkiHash()).isEqualTo(Wire.A.spkiHash()).isNotEqualTo(Wire.B.spkiHash());
        again.certificate().verify(again.certificate().getPublicKey());
    }

    private void assertRefused(@Nullable TlsIdentity own, Consumer<SSLParameters> change) {
        try {
            assertThat(ask(own, change)).isEmpty();
        } catch (IOException refused) {
            // refused before its side of the handshake was done
        }
        assertThat(reached).hasValue(0);
    }

    private String ask(@Nullable TlsIdentity own, Consumer<SSLParameters> change) throws IOException {
        try (RawClient client = RawClient.connect(wire.server.port(), own, change)) {
            client.send(ASK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            return client.readAll();
        }
    }

    private static TlsIdentity dated(String from, String until) {
        byte[] seed = new byte[TlsIdentity.SEED_SIZE];
        Arrays.fill(seed, (byte) 2);
        return TlsIdentity.of(
                new Ed25519PrivateKeyParameters(seed), Date.from(Instant.parse(from)), Date.from(Instant.parse(until)));
    }
}
