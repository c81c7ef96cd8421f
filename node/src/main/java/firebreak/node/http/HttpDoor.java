package firebreak.node.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A plain HTTP port for programs on the same machine: the officers' tools, or health and metrics. It binds
/// to loopback and nothing else.
///
/// Loopback does not keep browsers out: any page an officer visits can send requests here, directly (CSRF)
/// or under a name of its own that resolves to 127.0.0.1 (DNS rebinding). So before any route is looked at,
/// [Caution] refuses what a browser sends for a foreign page, and every route but the open ones needs a
/// bearer token, which no browser attaches by itself.
public final class HttpDoor implements AutoCloseable {
    private static final int HEAD_BYTES = 8_192;
    private static final int CONNECTIONS = 256;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final Routes open;
    private final Routes guarded;
    private final Tokens tokens;
    private final WebServer web;

    private HttpDoor(InetSocketAddress at, Routes open, Routes guarded, Tokens tokens) throws IOException {
        this.open = open;
        this.guarded = guarded;
        this.tokens = tokens;
        this.web = Web.start(
                Web.config(at, HEAD_BYTES)
                        .maxTcpConnections(CONNECTIONS)
                        .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(READ_TIMEOUT)),
                at,
                this::answer);
    }

    /// Starts to listen.
    ///
    /// @param at a loopback address; port 0 for any free one, see [#port]
    /// @param open routes that need no token, called with [Route#NOBODY], such as signing in; they must neither
    ///     change what was said nor tell what only officers may know
    /// @param guarded routes that need a token, called with its holder
    /// @throws IOException if the address cannot be bound, with the reason
    /// @throws IllegalArgumentException if the address is not loopback
    public static HttpDoor open(InetSocketAddress at, List<Route> open, List<Route> guarded, Tokens tokens)
            throws IOException {
        if (at.isUnresolved() || !at.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "a plain HTTP port binds to loopback only, not to " + at.getHostString());
        }
        return new HttpDoor(at, Routes.of(open), Routes.of(guarded), tokens);
    }

    /// The port that is really listened on.
    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        web.stop();
    }

    private void answer(ServerRequest in, ServerResponse out) {
        Exchange exchange = new Exchange(in, out, NO_PHASES);
        Caution.headersFor(out);
        Optional<String> objection = Caution.objection(in, web.port());
        if (objection.isPresent()) {
            exchange.refuse(403, objection.get());
        } else if (isOpen(in)) {
            exchange.answer(open, Route.NOBODY);
        } else {
            answerGuarded(exchange, in, out);
        }
    }

    private boolean isOpen(ServerRequest in) {
        String path = in.path().rawPath();
        return Paths.isPlain(path) && !(open.choose("GET", path) instanceof Routes.Choice.NoSuchPath);
    }

    private void answerGuarded(Exchange exchange, ServerRequest in, ServerResponse out) {
        Optional<String> holder = Caution.bearer(in).flatMap(tokens::holderOf);
        if (holder.isPresent()) {
            exchange.answer(guarded, holder.get());
        } else {
            out.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            exchange.refuse(401, "this needs the token of a signed-in officer");
        }
    }

    /// Local programs get a read timeout; absolute deadlines are for strangers.
    private static final Exchange.Phases NO_PHASES = new Exchange.Phases() {
        @Override
        public void receiving() {}

        @Override
        public void working() {}

        @Override
        public void sending() {}
    };
}
