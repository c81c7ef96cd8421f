package firebreak.node.http;

import java.io.IOException;
import java.util.Set;

/// One thing a port answers.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path exact, or everything below a folder when it ends in `/*`: `/record/*` matches `/record/x/y`,
///     not `/record`; the longest match wins
/// @param maxBody the most bytes a request may carry; more is answered 413 without calling the handler
public record Route(String method, String path, int maxBody, Handler handler) {
    static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    /// Answers one request. Called from many threads, one virtual thread each, and may block.
    @FunctionalInterface
    public interface Handler {
        /// @param caller whom the port has checked: the member on the wire, the token's holder at the door;
        ///     [#NOBODY] on an open route
        /// @throws IOException where the node cannot answer now; the caller is told 503 and may try again
        Response answer(String caller, Request request) throws IOException;
    }

    /// The caller of an open route.
    public static final String NOBODY = "";

    public Route {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("no route has method " + method);
        }
        if (!Paths.isPattern(path)) {
            throw new IllegalArgumentException("not a path of a route: " + path);
        }
        if (maxBody < 0) {
            throw new IllegalArgumentException("a negative limit on the body of " + path);
        }
    }

    /// A route that takes no body.
    public static Route get(String path, Handler handler) {
        return new Route("GET", path, 0, handler);
    }

    public static Route post(String path, int maxBody, Handler handler) {
        return new Route("POST", path, maxBody, handler);
    }

    boolean matches(String asked) {
        return isFolder() ? asked.length() >= path.length() && asked.startsWith(folder()) : asked.equals(path);
    }

    /// How much of a path this route fixes; of the routes that match one path, the exact one fixes most.
    int fixedLength() {
        return isFolder() ? path.length() - 1 : path.length();
    }

    private boolean isFolder() {
        return path.endsWith("/*");
    }

    private String folder() {
        return path.substring(0, path.length() - 1);
    }
}
