package firebreak.node.api;

import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import java.util.List;
import java.util.Optional;

/// What was proved to be sent and may not be accepted, with the reason, a page at a time.
final class HeldRoute {
    private static final int MOST = 1_000;

    private final Node node;

    HeldRoute(Node node) {
        this.node = node;
    }

    Route route(Guard guard) {
        return guard.get("/v1/held", (_, request) -> Response.json(held(request)));
    }

    /// `{"held": […], "more": bool}`; the next page is asked for with `after`, the `leaf` of the last row.
    private Json held(Request request) throws ApiException {
        int limit = Ask.limit(request, MOST);
        String from = request.asked("after").map(last -> last + "!").orElse("");
        List<Store.Entry> rows = node.parts().store().range(Table.HELD, from, "~~", limit + 1);
        State state = node.loop().state();
        return Json.object()
                .with("held", Json.list(rows.stream().limit(limit).toList(), row -> row(state, row)))
                .with("more", rows.size() > limit)
                .build();
    }

    private static Json row(State state, Store.Entry row) {
        Json.Builder told = Json.object().with("leaf", row.key()).with("reason", Reading.text(row.value()));
        owner(state, row.key())
                .ifPresent(owner -> told.with("channel", owner.channel())
                        .with("party", owner.peer().party().value())
                        .with("index", owner.index(row.key())));
        return told.build();
    }

    private record Owner(String channel, PeerRecord peer) {
        long index(String leaf) {
            return Long.parseLong(leaf.substring(peer.origin().text().length() + 1), 16);
        }
    }

    /// Whose record a leaf stands in, where that is still a record of a channel here.
    private static Optional<Owner> owner(State state, String leaf) {
        for (Channel channel : state.channels().values()) {
            for (PeerRecord peer : channel.peers().values()) {
                if (leaf.startsWith(peer.origin().text() + "/")) {
                    return Optional.of(new Owner(state.agreement(channel).label(), peer));
                }
            }
        }
        return Optional.empty();
    }
}
