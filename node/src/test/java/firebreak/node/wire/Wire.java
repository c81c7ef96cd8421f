package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.log.LogSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

/// A server of real sockets on loopback with two members, A and B, and what the tests ask of it.
final class Wire implements AutoCloseable {
    static final int MOST = 1 << 20;
    static final TlsIdentity SERVER = identity(1);
    static final TlsIdentity A = identity(2);
    static final TlsIdentity B = identity(3);
    static final TlsIdentity STRANGER = identity(9);

    /// Short enough to wait for, long enough for a busy machine.
    static final Limits LIMITS = new Limits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            64,
            8,
            4_096);

    static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 8);

    static {
        LogSetup.toStandardError(Level.OFF);
    }

    final Map<Hash, String> pins = new ConcurrentHashMap<>(Map.of(A.spkiHash(), "A", B.spkiHash(), "B"));
    final MemberServer server;

    Wire(Limits limits, List<Route> routes, int port) throws IOException {
        server = MemberServer.open(SERVER, this::memberOf, loopback(port), limits, routes);
    }

    Wire(Route... routes) throws IOException {
        this(LIMITS, List.of(routes), 0);
    }

    private Optional<String> memberOf(Hash spki) {
        return Optional.ofNullable(pins.get(spki));
    }

    Peer peer() {
        return new Peer("127.0.0.1", server.port(), SERVER.spkiHash());
    }

    @Override
    public void close() {
        server.close();
    }

    static Route whoAmI() {
        return Route.get("/who", (caller, request) -> Response.text(caller));
    }

    static Route echo(int most) {
        return Route.post("/echo", most, (caller, request) -> Response.bytes(request.body()));
    }

    static String who(MemberClient client, Peer peer) throws IOException {
        return new String(
                client.request(peer, "GET", "/who", Bytes.EMPTY, MOST).body().toArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    static TlsIdentity identity(int seed) {
        byte[] bytes = new byte[TlsIdentity.SEED_SIZE];
        Arrays.fill(bytes, (byte) seed);
        return TlsIdentity.fromSeed(bytes);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Waits for something that another thread brings about.
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never came about: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
