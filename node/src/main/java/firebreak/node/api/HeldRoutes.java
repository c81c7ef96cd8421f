package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Event;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.node.home.Officer;
import firebreak.node.home.Role;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What was proved to be sent and may not be accepted, with the reason, a page at a time; and that people have looked
/// at it.
final class HeldRoutes {
    private static final int MOST = 1_000;
    private static final Pattern LEAF = Pattern.compile("firebreak/[a-z2-7]+/[0-9a-f]{16}");

    private final Node node;
    private final Acts acts;
    private final Audit audit;

    HeldRoutes(Node node, Audit audit) {
        this.node = node;
        this.acts = new Acts(node.loop());
        this.audit = audit;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/held", (_, request) -> Response.json(held(request))),
                guard.post("/v1/held/seen", this::seen));
    }

    /// `{"leaf": …}` as the list names it. Only what is held for good can be put away; the leaf itself stays, and so
    /// does the receipt that told its sender.
    private Response seen(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        String key = fields.string("leaf");
        fields.done();
        State state = node.loop().state();
        Owner owner = owner(state, key).orElseThrow(() -> ApiException.notFound("no record here has such a leaf"));
        if (owner.posts().stream().noneMatch(post -> officer.may(Role.WATCH, post))) {
            throw ApiException.forbidden(officer.name() + " may not watch for a post of " + owner.channel());
        }
        StoreView.Entry row = held(key).orElseThrow(() -> ApiException.notFound("that leaf is not held here"));
        acts.done(number -> new Event.DismissHeld(number, owner.peer().origin(), owner.index(key)));
        audit.note(officer, "has seen held item: " + Reading.text(row.value()), key);
        return Response.done();
    }

    private Optional<StoreView.Entry> held(String key) {
        return node.parts().store().get(Table.HELD, key).map(value -> new StoreView.Entry(key, value));
    }

    /// `{"held": […], "more": bool}`, where `clears` says that the node itself will take an item off the list; the next
    /// page is asked for with `after`, the `leaf` of the last row.
    private Json held(Request request) throws ApiException {
        int limit = Ask.limit(request, MOST);
        String from = request.asked("after").map(last -> last + "!").orElse("");
        List<StoreView.Entry> rows = node.parts().store().range(Table.HELD, from, StoreView.END, limit + 1);
        State state = node.loop().state();
        return Json.object()
                .with("held", Json.list(rows.stream().limit(limit).toList(), row -> row(state, row)))
                .with("more", rows.size() > limit)
                .build();
    }

    private static Json row(State state, StoreView.Entry row) {
        Optional<Owner> held = owner(state, row.key());
        Json.Builder told = Json.object()
                .with("leaf", row.key())
                .with("reason", Reading.text(row.value()))
                .with("clears", held.filter(owner -> owner.clears(row.key())).isPresent());
        held.ifPresent(owner -> told.with("channel", owner.channel())
                .with("party", owner.peer().party().value())
                .with("index", owner.index(row.key())));
        return told.build();
    }

    /// @param posts the node's own in the channel
    private record Owner(String channel, List<PostCode> posts, PeerRecord peer) {
        long index(String leaf) {
            return Long.parseLong(leaf.substring(peer.origin().text().length() + 1), 16);
        }

        boolean clears(String leaf) {
            return !peer.judged().contains(index(leaf));
        }
    }

    /// Whose record a leaf stands in, where that is still a record of a channel here.
    private static Optional<Owner> owner(State state, String leaf) {
        for (Channel channel : state.channels().values()) {
            for (PeerRecord peer : channel.peers().values()) {
                if (LEAF.matcher(leaf).matches()
                        && leaf.startsWith(peer.origin().text() + "/")) {
                    Agreement agreement = state.agreement(channel);
                    List<PostCode> posts = agreement
                            .member(state.self(channel))
                            .map(Member::posts)
                            .orElse(List.of());
                    return Optional.of(new Owner(agreement.label(), posts, peer));
                }
            }
        }
        return Optional.empty();
    }
}
