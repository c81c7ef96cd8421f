package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
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

    private final Home home;
    private final Sessions sessions;
    private final Audit audit;
    private final Deque<Long> failures = new ArrayDeque<>();

    SignInRoutes(Home home, Sessions sessions, Audit audit) {
        this.home = home;
        this.sessions = sessions;
        this.audit = audit;
    }

    Route open() {
        return Route.post("/v1/sign-in", 4_096, (_, request) -> Guard.open(request, this::signIn));
    }

    Route signOut(Guard guard) {
        return guard.post("/v1/sign-out", this::signOut);
    }

    private Response signIn(Request request) throws ApiException, IOException {
        String name;
        String password;
        try {
            Fields fields = Ask.fields(request);
            name = fields.string("officer");
            password = fields.string("password");
            fields.done();
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
        if (tooManyFailures()) {
            throw new ApiException(429, "too many failed sign-ins at this node: wait a minute");
        }
        Optional<Officer> officer;
        try (Secret secret = Secret.wrap(Bytes.ofUtf8(password).toArray())) {
            officer = Listed.officers(home).signIn(name, secret);
        }
        if (officer.isEmpty()) {
            failed();
            throw new ApiException(401, "the officer's name or password is wrong");
        }
        audit.note(officer.get(), "signed in", officer.get().name());
        String token = sessions.open(officer.get().name())
                .orElseThrow(() -> new ApiException(429, "too many officers are signed in"));
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

    private Response signOut(Officer officer, Request request) {
        sessions.close(officer.name());
        return Response.done();
    }
}
