package firebreak.node.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/// How Helidon refuses what no handler is asked about: with a reason in the form of all refusals here, and never in
/// its own words, which would repeat the request.
final class Unheard implements DirectHandler {
    private static final String MALFORMED =
            "this is no well-formed request of HTTP/1.1, or a longer one than is read here";

    private Unheard() {}

    static void answer(DirectHandlers.Builder handlers) {
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new Unheard());
        }
    }

    /// Something a handler threw.
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.Logger log) {
        String reason = type == EventType.INTERNAL_ERROR ? "this node failed; its log says why" : MALFORMED;
        return refused(type, status, headers, reason);
    }

    /// Something no handler has seen. Helidon 4.5.0 takes a method outside ASCII for a fault of its own.
    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        return refused(type, type == EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status, headers, MALFORMED);
    }

    private static TransportResponse refused(
            EventType type, Status status, ServerResponseHeaders headers, String reason) {
        Response refused = Response.refused(status.code(), reason);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, refused.contentType()))
                .entity(refused.body().toArray())
                .keepAlive(type.keepAlive())
                .build();
    }
}
