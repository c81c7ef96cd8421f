package firebreak.node.api;

import firebreak.node.home.Home;
import firebreak.node.home.Officer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.util.Optional;

/// Turns a call of the public interface into a route: finds the officer who calls, and answers a refusal
/// with its sentence.
final class Guard {
    /// The console itself, which is whoever can read the token file in the node's home.
    static final String CONSOLE = "console";

    private final Home home;

    Guard(Home home) {
        this.home = home;
    }

    /// Answers an officer's request.
    @FunctionalInterface
    interface Call {
        Response answer(Officer officer, Request request) throws ApiException, IOException;
    }

    /// Answers anybody's request.
    @FunctionalInterface
    interface OpenCall {
        Response answer(Request request) throws ApiException, IOException;
    }

    Route get(String path, Call call) {
        return Route.get(path, (caller, request) -> answer(caller, request, call));
    }

    Route post(String path, Call call) {
        return Route.post(path, Ask.MAX_BODY, (caller, request) -> answer(caller, request, call));
    }

    Route console(String method, String path, int maxBody, OpenCall call) {
        return new Route(
                method,
                path,
                maxBody,
                (caller, request) -> caller.equals(CONSOLE)
                        ? open(request, call)
                        : Response.refused(403, "only the node's own console may do that"));
    }

    private Response answer(String caller, Request request, Call call) throws IOException {
        Optional<Officer> officer = Listed.officers(home).officer(caller);
        return officer.isEmpty()
                ? Response.refused(401, "sign in first")
                : open(request, asked -> call.answer(officer.get(), asked));
    }

    static Response open(Request request, OpenCall call) throws IOException {
        try {
            return call.answer(request);
        } catch (ApiException refused) {
            return Response.refused(refused.status(), refused.sentence());
        }
    }
}
