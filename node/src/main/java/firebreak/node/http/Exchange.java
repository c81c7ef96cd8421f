package firebreak.node.http;

import firebreak.encoding.Bytes;
import firebreak.node.log.Log;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One request on its way through the routes of a port: checked, read within the route's limit, answered.
/// Everything a handler throws ends here; the connection never sees an exception of ours.
public final class Exchange {
    /// How much of a refused body is still read, so that the peer gets to read the refusal: closing with
    /// unread bytes resets the connection and may destroy an answer on its way (RFC 9112 section 9.6). More than
    /// any request of the line may carry, and within the time that a port gives to receiving.
    static final long DRAINED = 64 << 20;

    private static final Log LOG = Log.of(Exchange.class);

    /// What a port wants to know while an exchange runs, to give each phase its own deadline.
    public interface Phases {
        /// The head is here, the body is being read.
        void receiving();

        /// The handler runs.
        void working();

        /// The answer is being written.
        void sending();
    }

    private final ServerRequest in;
    private final ServerResponse out;
    private final Phases phases;
    private boolean last;

    public Exchange(ServerRequest in, ServerResponse out, Phases phases) {
        this.in = in;
        this.out = out;
        this.phases = phases;
    }

    /// Answers by the route that fits, or says why none does.
    ///
    /// @throws CloseConnectionException after the last answer of a connection: Helidon 4.5.0 would announce
    ///     the end and then wait for the peer to bring it about
    public void answer(Routes routes, String caller) {
        phases.receiving();
        Response response = respond(routes, caller);
        phases.sending();
        send(response);
    }

    /// Refuses whatever was asked.
    public void refuse(int status, String reason) {
        phases.receiving();
        drain();
        phases.sending();
        send(Response.refused(status, reason));
    }

    private Response respond(Routes routes, String caller) {
        String path = in.path().rawPath();
        if (!Paths.isPlain(path)) {
            return drained(400, "the path has characters or segments that no path here has");
        }
        return switch (routes.choose(in.prologue().method().text(), path)) {
            case Routes.Choice.Found(Route route) -> read(route, caller, path);
            case Routes.Choice.NoSuchPath() -> drained(404, "there is nothing at this path");
            case Routes.Choice.OtherMethods(List<String> allowed) -> {
                out.header(HeaderNames.ALLOW, String.join(", ", allowed));
                yield drained(405, "this path answers only " + String.join(", ", allowed));
            }
        };
    }

    private Response read(Route route, String caller, String path) {
        Map<String, String> query = new TreeMap<>();
        for (String name : in.query().names()) {
            List<String> values = in.query().all(name);
            if (values.size() != 1) {
                return drained(400, "the query names something twice");
            }
            query.put(name, values.getFirst());
        }
        try {
            long announced = in.headers().contentLength().orElse(0);
            byte[] body = announced > route.maxBody() ? new byte[0] : body(route.maxBody() + 1L);
            if (Math.max(announced, body.length) > route.maxBody()) {
                drain();
                return Response.refused(413, "too-large", "at most " + route.maxBody() + " bytes are taken here");
            }
            return handle(route, caller, new Request(route.method(), path, query, Bytes.wrap(body)));
        } catch (IOException broken) {
            return drained(400, "the body ended early or its framing is broken");
        }
    }

    /// Helidon reports broken framing by exceptions of several unchecked kinds.
    private byte[] body(long most) throws IOException {
        if (!in.content().hasEntity()) {
            return new byte[0];
        }
        try {
            return in.content().inputStream().readNBytes((int) Math.min(most, Integer.MAX_VALUE));
        } catch (RuntimeException framing) {
            throw new IOException("the framing of the body is broken", framing);
        }
    }

    private Response handle(Route route, String caller, Request request) {
        phases.working();
        try {
            return route.handler().answer(caller, request);
        } catch (IOException unable) {
            LOG.warn("a request could not be answered now", "route", route.path(), "why", String.valueOf(unable));
            return Response.refused(503, "this node cannot answer now; trying again later is safe");
        } catch (RuntimeException bug) {
            LOG.fault("a handler failed", bug, "route", route.path());
            return Response.refused(500, "this node failed; its log says why");
        }
    }

    private Response drained(int status, String reason) {
        drain();
        return Response.refused(status, reason);
    }

    private void drain() {
        last = true;
        out.header(HeaderValues.CONNECTION_CLOSE);
        if (!in.content().hasEntity()) {
            return;
        }
        try {
            byte[] unread = new byte[16_384];
            InputStream body = in.content().inputStream();
            long left = DRAINED;
            int read = body.read(unread);
            while (read >= 0 && left > 0) {
                left -= read;
                read = body.read(unread);
            }
        } catch (IOException | RuntimeException gone) {
            // the peer has left or broken the framing: it will not read the refusal either
        }
    }

    private void send(Response response) {
        out.status(Status.create(response.status()));
        if (response.body().isEmpty()) {
            out.send();
        } else {
            out.header(HeaderNames.CONTENT_TYPE, response.contentType());
            out.send(response.body().toArray());
        }
        if (last || in.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the last answer of this connection is sent");
        }
    }
}
