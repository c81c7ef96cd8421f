package firebreak.node.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a port on loopback looks at before it looks at a route: whether the request may come from a page of
/// somebody else in this machine's browser.
final class Caution {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName RESOURCE_POLICY = HeaderNames.create("Cross-Origin-Resource-Policy");
    private static final Set<String> HARMLESS_SITES = Set.of("same-origin", "none");
    private static final Pattern BEARER = Pattern.compile("Bearer ([!-~]{1,512})");

    private Caution() {}

    /// The reason to refuse, if there is one.
    ///
    /// @param port the port that was asked: another one in `Host` is another site
    static Optional<String> objection(ServerRequest in, int port) {
        List<String> hosts = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        String host = in.headers().first(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            return Optional.of("the Host header does not name this port on this machine");
        }
        Optional<String> origin = in.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !origin.get().equals("http://" + host)) {
            return Optional.of("a page of another origin may not ask here");
        }
        if (!in.headers().first(FETCH_SITE).map(HARMLESS_SITES::contains).orElse(true)) {
            return Optional.of("a page of another site may not ask here");
        }
        return in.content().hasEntity() && !hasPlainType(in)
                ? Optional.of("a body here is " + Response.JSON + " or " + Response.BYTES)
                : Optional.empty();
    }

    /// Types that a foreign page cannot send without asking first (a CORS preflight, never granted here).
    private static boolean hasPlainType(ServerRequest in) {
        String type = in.headers().first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        return media.equals(Response.JSON) || media.equals(Response.BYTES);
    }

    /// The token of `Authorization: Bearer` (RFC 6750), if there is exactly one.
    static Optional<String> bearer(ServerRequest in) {
        List<String> given = in.headers().all(HeaderNames.AUTHORIZATION, List::of);
        if (given.size() != 1) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(given.getFirst());
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /// Nothing answered here is kept, guessed at, framed or shared.
    static void headersFor(ServerResponse out) {
        out.header(HeaderNames.CACHE_CONTROL, "no-store");
        out.header(NOSNIFF, "nosniff");
        out.header(POLICY, "default-src 'none'; frame-ancestors 'none'");
        out.header(RESOURCE_POLICY, "same-origin");
    }
}
