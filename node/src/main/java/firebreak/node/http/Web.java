package firebreak.node.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// How every port of the node sets up Helidon: nothing found by itself on the class path or in a file,
/// HTTP/1.1 only, TCP_NODELAY on (Helidon leaves it off, which costs 40 ms a round trip), whole requests
/// within limits, no shutdown hook of its own.
public final class Web {
    private static final Duration GRACE = Duration.ofMillis(500);

    private Web() {}

    public static WebServerConfig.Builder config(InetSocketAddress at, int headBytes) {
        return WebServerConfig.builder()
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .bindAddress(at)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .directHandlers(Unheard::answer)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(headBytes)
                        .maxHeadersSize(headBytes)
                        .build());
    }

    /// Starts a server whose every request goes to this one handler.
    ///
    /// @throws IOException if the address cannot be bound; Helidon itself would only log that
    public static WebServer start(WebServerConfig.Builder config, InetSocketAddress at, Handler handler)
            throws IOException {
        probe(at);
        WebServer web = config.routing(HttpRouting.builder().any(handler)).build();
        web.start();
        if (!web.isRunning()) {
            throw new BindException("cannot listen on " + shown(at) + "; see the log for the reason");
        }
        return web;
    }

    private static void probe(InetSocketAddress at) throws IOException {
        if (at.isUnresolved()) {
            throw new BindException("cannot listen on " + shown(at) + ": no such host");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(at);
        } catch (BindException taken) {
            throw new BindException("cannot listen on " + shown(at) + ": " + taken.getMessage());
        }
    }

    private static String shown(InetSocketAddress at) {
        return at.getHostString() + ":" + at.getPort();
    }
}
