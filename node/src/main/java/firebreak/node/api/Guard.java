package firebreak.node.api;

import firebreak.encoding.FormatException;
import firebreak.node.home.Officer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.util.Optional;

/// Turns a call of the public interface into a route: finds the officer who calls, and answers a refusal or a
/// malformed request with its sentence.
final class Guard {
    /// The console itself, which is whoever can read the token file in the node's home.
    static final String CONSOLE = "console";

    private final OfficerList officers;
    private final Sessions sessions;

    Guard(OfficerList officers, Sessions sessions) {
        this.officers = officers;
        this.sessions = sessions;
    }

    /// Answers an officer's request.
    @FunctionalInterface
    interface Call {
        Response answer(Officer officer, Request request) throws ApiException, FormatException, IOException;
    }

    /// Answers an officer's request that is about their being signed in.
    @FunctionalInterface
    interface SessionCall {
        /// @param session as [Sessions#find] names it
        Response answer(String session, Officer officer, Request request)
                throws ApiException, FormatException, IOException;
    }

    /// Answers anybody's request.
    @FunctionalInterface
    interface OpenCall {
        Response answer(Request request) throws ApiException, FormatException, IOException;
    }

    Route get(String path, Call call) {
        return Route.get(path, (caller, request) -> answer(caller, request, without(call)));
    }

    Route post(String path, Call call) {
        return postInSession(path, without(call));
    }

    Route postInSession(String path, SessionCall call) {
        return Route.post(path, Ask.MAX_BODY, (caller, request) -> answer(caller, request, call));
    }

    private static SessionCall without(Call call) {
        return (_, officer, request) -> call.answer(officer, request);
    }

    Route console(String method, String path, int maxBody, OpenCall call) {
        return new Route(
                method,
                path,
                maxBody,
                (caller, request) -> caller.equals(CONSOLE)
                        ? open(request, call)
                        : ApiException.forbidden("only the node's own console may do that")
                                .response());
    }

    /// @param caller a session
    private Response answer(String caller, Request request, SessionCall call) throws IOException {
        Optional<String> name = sessions.officer(caller);
        Optional<Officer> officer =
                name.isEmpty() ? Optional.empty() : officers.now().officer(name.get());
        return officer.isEmpty()
                ? new ApiException(Problem.NOT_SIGNED_IN, "sign in first").response()
                : open(request, asked -> call.answer(caller, officer.get(), asked));
    }

    static Response open(Request request, OpenCall call) throws IOException {
        try {
            return call.answer(request);
        } catch (ApiException refused) {
            return refused.response();
        } catch (FormatException malformed) {
            return ApiException.wrong(malformed.reason()).response();
        }
    }
}
