package firebreak.node.wire;

import firebreak.encoding.Hash;
import firebreak.node.http.Exchange;
import firebreak.node.http.Route;
import firebreak.node.http.Routes;
import firebreak.node.http.Web;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers other members' nodes, and nobody else: without a pinned key there is no handshake, and without
/// a handshake not one byte of HTTP. The pin is looked up again for each request, so a key that leaves the
/// manifest is cut off at its next request even on a kept connection.
public final class MemberServer implements AutoCloseable {
    private final Pins pins;
    private final Limits limits;
    private final Connections connections;
    private final Refusals refusals = new Refusals();
    private final AtomicLong requests = new AtomicLong();
    private final WebServer web;

    /// What this server is doing, for metrics.
    ///
    /// @param connections open now, handshakes included
    /// @param requests of members since the start
    /// @param refused connections refused since the start for the key they showed
    public record Status(int connections, long requests, long refused) {}

    private MemberServer(Supplier<TlsIdentity> own, Pins pins, InetSocketAddress at, Limits limits, Routes routes)
            throws IOException {
        this.pins = pins;
        this.limits = limits;
        this.connections = new Connections(limits);
        GuardedContext context = new GuardedContext(WireCrypto.context(own, new PinnedTrust(this::check)), connections);
        WebServerConfig.Builder config = Web.config(at, limits.headBytes())
                .useNio(false)
                .tls(Tls.builder().sslContext(context).build());
        this.web = Web.start(config, at, (in, out) -> answer(in, out, routes));
    }

    /// Starts to listen.
    ///
    /// @param at address to bind; port 0 for any free one, see [#port]
    /// @throws IOException if the address cannot be bound, with the reason
    public static MemberServer open(TlsIdentity own, Pins pins, InetSocketAddress at, Limits limits, List<Route> routes)
            throws IOException {
        return open(() -> own, pins, at, limits, routes);
    }

    /// The same with an identity that may change: each handshake shows that of its moment.
    public static MemberServer open(
            Supplier<TlsIdentity> own, Pins pins, InetSocketAddress at, Limits limits, List<Route> routes)
            throws IOException {
        return new MemberServer(own, pins, at, limits, Routes.of(routes));
    }

    /// The port that is really listened on.
    public int port() {
        return web.port();
    }

    public Status status() {
        return new Status(connections.size(), requests.get(), refusals.total());
    }

    /// Stops listening, lets running requests finish for a moment, then closes every connection.
    @Override
    public void close() {
        web.stop();
        connections.close();
    }

    /// During the handshake: is this key pinned, and has its member a free place?
    private void check(Hash spki, @Nullable Socket socket) throws CertificateException {
        if (socket == null) {
            throw new CertificateException("a certificate without a connection");
        }
        SocketAddress from = socket.getRemoteSocketAddress();
        Optional<String> member = pins.memberOf(spki);
        if (member.isEmpty()) {
            refusals.count("no manifest names this key", spki, from);
            throw new CertificateException("this key is not pinned");
        }
        if (!connections.identify(from, member.get())) {
            refusals.count("this member has " + limits.perMember() + " connections already", spki, from);
            throw new CertificateException("too many connections of one member");
        }
    }

    private void answer(ServerRequest in, ServerResponse out, Routes routes) {
        Connection connection = connections
                .at(in.remotePeer().address())
                .orElseThrow(() -> new CloseConnectionException("a connection that was never admitted"));
        Hash spki = spki(in);
        String member = pins.memberOf(spki).orElseThrow(() -> {
            refusals.count(
                    "no manifest names this key any more", spki, in.remotePeer().address());
            return new CloseConnectionException("the key of this connection is no longer pinned");
        });
        requests.incrementAndGet();
        new Exchange(in, out, connection).answer(routes, member);
        connection.resting();
    }

    private static Hash spki(ServerRequest in) {
        Certificate[] chain = in.remotePeer()
                .tlsCertificates()
                .orElseThrow(() -> new CloseConnectionException("a request without a client certificate"));
        return TlsIdentity.spkiHash((X509Certificate) chain[0]);
    }
}
