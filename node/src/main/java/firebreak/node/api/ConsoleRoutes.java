package firebreak.node.api;

import firebreak.charter.Mode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.ExerciseClock;
import firebreak.node.home.Home;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What only the node's own console may do: take in documents, set an exercise's clock, stop.
final class ConsoleRoutes {
    private final Node node;
    private final Mode mode;
    private final Home home;
    private final Runnable stop;

    ConsoleRoutes(Node node, Mode mode, Home home, Runnable stop) {
        this.node = node;
        this.mode = mode;
        this.home = home;
        this.stop = stop;
    }

    List<Route> routes(Guard guard) {
        List<Route> routes = new ArrayList<>(List.of(
                guard.console("POST", "/v1/console/reload", Ask.MAX_BODY, _ -> reload()),
                guard.console("POST", "/v1/console/stop", Ask.MAX_BODY, _ -> stop())));

        if (mode == Mode.EXERCISE) {
            routes.add(guard.console("POST", "/v1/console/clock", Ask.MAX_BODY, this::setClock));
        }
        return routes;
    }

    private Response reload() throws IOException {
        List<String> refused = Paperwork.takeIn(node, home);
        return Response.json(
                Json.object().with("refused", Json.strings(refused)).build());
    }

    private Response stop() {
        stop.run();
        return Response.done();
    }

    private Response setClock(Request request) throws FormatException, IOException {
        Fields fields = Ask.fields(request);
        Instant now = fields.time("now");
        fields.done();
        node.parts().clock().set(now);
        home.write(new ExerciseClock(Instant.now(), now));
        return Response.done();
    }
}
