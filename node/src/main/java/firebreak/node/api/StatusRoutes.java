package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.OwnRecord;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.Table;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.note.Form;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the node stands: its records, its lines, what waits.
public final class StatusRoutes {
    private static final int MOST = 1_000;

    /// When a member was last known to be there (port): the line tests answer.
    @FunctionalInterface
    public interface Lines {
        /// @return `answering`, `silent` or `unknown`, and since when
        Line of(Channel channel, PartyCode member);
    }

    /// How one member's line stands.
    public record Line(String state, Optional<Instant> since) {}

    private final Node node;
    private final Lines lines;
    private final Instant started;

    StatusRoutes(Node node, Lines lines) {
        this.node = node;
        this.lines = lines;
        this.started = node.parts().clock().instant();
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/status", (_, _) -> Response.json(status())),
                guard.get("/v1/channels", (_, _) -> Response.json(channels())),
                guard.get("/v1/records", (_, _) -> Response.json(channels())),
                guard.get("/v1/forms", (_, _) -> Response.json(forms())),
                guard.get("/v1/held", (_, _) -> Response.json(held())),
                guard.console("GET", "/v1/console/status", 0, _ -> Response.json(status())));
    }

    Json status() {
        State state = node.loop().state();
        return Json.object()
                .with("started", started)
                .with("now", node.parts().clock().instant())
                .with("unlocked", Json.list(state.unlocked(), post -> post.toJson()))
                .with("channels", Json.list(state.channels().values(), channel -> channel(state, channel)))
                .with("working", state.works().size())
                .with("held", count(Table.HELD))
                .with("evidence", count(Table.EVIDENCE))
                .build();
    }

    private int count(Table table) {
        return node.parts().store().range(table, "", "~~", MOST).size();
    }

    private Json channels() {
        State state = node.loop().state();
        return Json.object()
                .with("channels", Json.list(state.channels().values(), channel -> channel(state, channel)))
                .build();
    }

    private Json channel(State state, Channel channel) {
        Agreement agreement = state.agreement(channel);
        PartyCode self = state.self(channel);
        return Json.object()
                .with("channel", channel.id().hash())
                .with("label", agreement.label())
                .with("kind", agreement.kind().name().toLowerCase(Locale.ROOT))
                .with("mode", agreement.mode().toJson())
                .with("party", self.value())
                .with("record", record(channel.own()))
                .with(
                        "members",
                        Json.list(
                                agreement.members().stream()
                                        .filter(member -> !member.party().equals(self))
                                        .toList(),
                                member -> member(channel, member)))
                .build();
    }

    private static Json record(OwnRecord own) {
        return Json.object()
                .with("origin", own.origin().text())
                .with("generation", own.generation())
                .with("size", own.size())
                .with("root", own.frontier().root())
                .with("restored", own.generation() > 0)
                .with("appending", own.standing() == OwnRecord.Standing.OPEN)
                .build();
    }

    private Json member(Channel channel, Member member) {
        Delivery delivery = channel.deliveries().getOrDefault(member.party(), Delivery.none());
        Line line = lines.of(channel, member.party());
        return Json.object()
                .with("party", member.party().value())
                .with("posts", Json.list(member.posts(), post -> post.toJson()))
                .with("state", line.state())
                .with("since", line.since().orElse(null))
                .with("waiting", waiting(channel, delivery))
                .with("trouble", delivery.trouble().orElse(null))
                .with(
                        "records",
                        Json.list(
                                channel.peers().values().stream()
                                        .filter(peer -> peer.party().equals(member.party()))
                                        .toList(),
                                StatusRoutes::mirror))
                .build();
    }

    private static long waiting(Channel channel, Delivery delivery) {
        return channel.own().size() - delivery.acked(channel.own().origin()).count();
    }

    private static Json mirror(PeerRecord peer) {
        return Json.object()
                .with("origin", peer.origin().text())
                .with("size", peer.prefix().size())
                .with(
                        "missing",
                        peer.missing().stream()
                                .mapToLong(range -> range.last() - range.first() + 1)
                                .sum())
                .with("forked", peer.forked())
                .build();
    }

    private Json forms() {
        return Json.object()
                .with("forms", Json.list(node.parts().forms().all(), Form::toJson))
                .build();
    }

    private Json held() {
        return Json.object()
                .with(
                        "held",
                        Json.list(
                                node.parts().store().range(Table.HELD, "", "~~", MOST),
                                row -> Json.object()
                                        .with("leaf", row.key())
                                        .with("reason", Reading.text(row.value()))
                                        .build()))
                .build();
    }
}
