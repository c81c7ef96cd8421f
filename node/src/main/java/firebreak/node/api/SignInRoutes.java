package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Officer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Signing in and out. Failed attempts are slowed for everybody at this node: at most ten in a minute.
final class SignInRoutes {
    private static final int FAILURES_PER_MINUTE = 10;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final OfficerList officers;
    private final Sessions sessions;
    private final Audit audit;
    private final Deque<Long> failures = new ArrayDeque<>();

    SignInRoutes(OfficerList officers, Sessions sessions, Audit audit) {
        this.officers = officers;
        this.sessions = sessions;
        this.audit = audit;
    }

    Route open() {
        return Route.post("/v1/sign-in", 4_096, (_, request) -> Guard.open(request, this::signIn));
    }

    Route signOut(Guard guard) {
        return guard.postInSession("/v1/sign-out", this::signOut);
    }

    private Response signIn(Request request) throws ApiException, FormatException, IOException {
        Fields fields = Ask.fields(request);
        String name = fields.string("officer");
        String password = fields.string("password");
        fields.done();
        if (tooManyFailures()) {
            throw new ApiException(Problem.TOO_MANY, "too many failed sign-ins at this node: wait a minute");
        }
        Optional<Officer> officer;
        try (Secret secret = Secret.wrap(Bytes.ofUtf8(password).toArray())) {
            officer = officers.now().signIn(name, secret);
        }
        if (officer.isEmpty()) {
            failed();
            throw new ApiException(Problem.WRONG_PASSWORD, "the officer's name or password is wrong");
        }
        audit.note(officer.get(), "signed in", officer.get().name());
        String token = sessions.open(officer.get().name())
                .orElseThrow(() -> new ApiException(Problem.TOO_MANY, "too many officers are signed in"));
        return Response.json(answer(officer.get(), token));
    }

    private static Json answer(Officer officer, String token) {
        return Json.object()
                .with("token", token)
                .with("officer", officer.name())
                .with("roles", Json.list(officer.roles(), role -> Json.of(role.word())))
                .with("posts", Json.list(officer.posts(), PostCode::toJson))
                .with("minutes", Sessions.LIFETIME.toMinutes())
                .build();
    }

    private synchronized boolean tooManyFailures() {
        long now = System.nanoTime();
        while (!failures.isEmpty() && now - failures.getFirst() > MINUTE_NS) {
            failures.removeFirst();
        }
        return failures.size() >= FAILURES_PER_MINUTE;
    }

    private synchronized void failed() {
        failures.addLast(System.nanoTime());
    }

    /// Ends the session that asks, or with `all` every session of its officer.
    private Response signOut(String session, Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        boolean all = fields.has("all") && fields.bool("all");
        fields.done();
        if (all) {
            sessions.closeAll(officer.name());
        } else {
            sessions.close(session);
        }
        audit.note(officer, all ? "signed out everywhere" : "signed out", officer.name());
        return Response.done();
    }
}
