package firebreak.node.api;

import firebreak.carriage.Bundle;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.Effect;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.node.home.ExerciseClock;
import firebreak.node.home.Home;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.record.IndexRanges;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What only the node's own console may do: take in documents, set an exercise's clock, carry parcels by hand.
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
                guard.console("POST", "/v1/console/stop", Ask.MAX_BODY, _ -> stop()),
                guard.console("GET", "/v1/console/courier", 0, this::pack),
                guard.console("POST", "/v1/console/courier", Bundle.MAX_BYTES, this::unpack)));
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

    private Response setClock(Request request) throws ApiException, IOException {
        try {
            Fields fields = Ask.fields(request);
            Instant now = fields.time("now");
            fields.done();
            node.parts().clock().set(now);
            home.write(new ExerciseClock(Instant.now(), now));
            return Response.done();
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    /// All that a member has not taken yet, of every channel shared with it, as one bundle.
    private Response pack(Request request) throws ApiException {
        try {
            PartyCode member = PartyCode.parse("member", request.asked("member").orElse(""));
            State state = node.loop().state();
            List<Bytes> parcels = new ArrayList<>();
            for (Channel channel : state.channels().values()) {
                if (state.agreement(channel).member(member).isPresent()
                        && !state.self(channel).equals(member)) {
                    parcels.addAll(waiting(channel, member));
                }
            }
            return Response.bytes(new Bundle(parcels.subList(0, Math.min(parcels.size(), Bundle.MAX_PARCELS))).bytes());
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    private List<Bytes> waiting(Channel channel, PartyCode member) {
        List<Bytes> parcels = new ArrayList<>();
        Delivery delivery = channel.deliveries().getOrDefault(member, Delivery.none());
        List<OwnRecord> records = new ArrayList<>(channel.past());
        records.add(channel.own());
        for (OwnRecord record : records) {
            for (IndexRanges.Range gap : delivery.acked(record.origin()).gaps(record.signed())) {
                parcels.addAll(node.parcels().of(channel.id(), record.origin(), gap));
            }
        }
        return parcels;
    }

    private Response unpack(Request request) throws ApiException {
        try {
            List<Json> outcomes = new ArrayList<>();
            for (CompletableFuture<Effect.Result> result :
                    node.take(Bundle.parse("bundle", request.body()).parcels())) {
                outcomes.add(outcome(result.join()));
            }
            return Response.json(
                    Json.object().with("parcels", new Json.Arr(outcomes)).build());
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    private static Json outcome(Effect.Result result) {
        return switch (result) {
            case Effect.Result.Taken(boolean before) -> outcome(before ? "known" : "taken", "");
            case Effect.Result.Later(String reason) -> outcome("later", reason);
            case Effect.Result.Refused(String reason) -> outcome("refused", reason);
            case Effect.Result.Done _, Effect.Result.Recorded _ -> outcome("taken", "");
        };
    }

    private static Json outcome(String word, String reason) {
        return Json.object().with("outcome", word).with("reason", reason).build();
    }
}
