package firebreak.node.serve;

import firebreak.charter.PartyCode;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.OwnRecord;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.node.home.Home;
import firebreak.node.home.KeyLife;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.node.witness.Cosigning;
import firebreak.record.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `/health` for whoever restarts nodes, and `/metrics` in Prometheus' text form. Neither tells what is said,
/// nor by which post.
final class Metrics {
    private final Node node;
    private final Home home;
    private final Cosigning cosigning;

    Metrics(Node node, Home home, Cosigning cosigning) {
        this.node = node;
        this.home = home;
        this.cosigning = cosigning;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", (_, _) -> health()), Route.get("/metrics", (_, _) -> Response.text(metrics())));
    }

    private Response health() {
        boolean up = !node.loop().hasStopped();
        Json body = Json.object().with("status", up ? "up" : "down").build();
        return up ? Response.json(body) : new Response(503, Response.JSON, Canonical.write(body));
    }

    private String metrics() {
        State state = node.loop().state();
        StringBuilder out = new StringBuilder();
        head(out, "firebreak_works", "Statements waiting to be signed, sealed and recorded.");
        out.append("firebreak_works ").append(state.works().size()).append('\n');
        head(out, "firebreak_posts_unlocked", "Posts whose keys are open.");
        out.append("firebreak_posts_unlocked ").append(state.unlocked().size()).append('\n');
        head(out, "firebreak_parcels_refused", "Parcels refused since the start, malformed or not proved.");
        out.append("firebreak_parcels_refused ").append(node.parcelsRefused()).append('\n');
        head(out, "firebreak_record_size", "Leaves in a record, own or mirrored without a gap.");
        state.channels().values().forEach(channel -> sizes(out, state, channel));
        head(out, "firebreak_missing_leaves", "Leaves known to exist and not held.");
        state.channels().values().forEach(channel -> missing(out, channel));
        head(out, "firebreak_waiting_leaves", "Own leaves that a member has not taken.");
        state.channels().values().forEach(channel -> waiting(out, channel));
        head(out, "firebreak_send_failures", "Failed attempts to reach a member since the last success.");
        state.channels().values().forEach(channel -> failures(out, channel));
        head(out, "firebreak_unwitnessed_leaves", "Leaves of the own record that too few witnesses have signed.");
        state.channels().values().forEach(channel -> unwitnessed(out, state, channel));
        head(out, "firebreak_unwitnessed_seconds", "How long the oldest of them has waited.");
        state.channels().values().forEach(channel -> lag(out, state, channel));
        daysOfKeys(state).ifPresent(days -> {
            head(
                    out,
                    "firebreak_key_days_left",
                    "Whole days until the first post of this party cannot speak any more.");
            out.append("firebreak_key_days_left ").append(days).append('\n');
        });
        return out.toString();
    }

    /// Nothing where the public halves of the keys cannot be read: the status says why.
    private Optional<Long> daysOfKeys(State state) {
        Instant now = node.parts().clock().instant();
        try {
            return KeyLife.of(home.publicKeys(), state.registry(), state.parties(), now)
                    .daysLeft(now);
        } catch (IOException | FormatException unreadable) {
            return Optional.empty();
        }
    }

    private void unwitnessed(StringBuilder out, State state, Channel channel) {
        cosigning
                .of(channel)
                .ifPresent(standing -> line(
                        out,
                        "firebreak_unwitnessed_leaves",
                        channel,
                        state.self(channel),
                        standing.size() - standing.witnessed()));
    }

    private void lag(StringBuilder out, State state, Channel channel) {
        Instant now = node.parts().clock().instant();
        cosigning
                .of(channel)
                .ifPresent(standing -> line(
                        out,
                        "firebreak_unwitnessed_seconds",
                        channel,
                        state.self(channel),
                        standing.unwitnessedSince()
                                .map(since ->
                                        Math.max(0, Duration.between(since, now).toSeconds()))
                                .orElse(0L)));
    }

    private static void head(StringBuilder out, String name, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(" gauge\n");
    }

    private static void sizes(StringBuilder out, State state, Channel channel) {
        OwnRecord own = channel.own();
        recorded(out, "firebreak_record_size", channel, state.self(channel), own.origin(), own.size());
        for (PeerRecord peer : channel.peers().values()) {
            long size = peer.prefix().size();
            recorded(out, "firebreak_record_size", channel, peer.party(), peer.origin(), size);
        }
    }

    private static void missing(StringBuilder out, Channel channel) {
        for (PeerRecord peer : channel.peers().values()) {
            long count = peer.missing().stream()
                    .mapToLong(range -> range.last() - range.first() + 1)
                    .sum();
            recorded(out, "firebreak_missing_leaves", channel, peer.party(), peer.origin(), count);
        }
    }

    private static void waiting(StringBuilder out, Channel channel) {
        channel.deliveries()
                .keySet()
                .forEach(member -> line(out, "firebreak_waiting_leaves", channel, member, channel.waiting(member)));
    }

    private static void failures(StringBuilder out, Channel channel) {
        channel.deliveries()
                .forEach((member, delivery) ->
                        line(out, "firebreak_send_failures", channel, member, delivery.failures()));
    }

    private static void line(StringBuilder out, String name, Channel channel, PartyCode party, long value) {
        sample(out, name, labels(channel, party), value);
    }

    /// A party that was restored has several records in a channel.
    private static void recorded(
            StringBuilder out, String name, Channel channel, PartyCode party, Origin origin, long value) {
        sample(out, name, labels(channel, party) + ",record=\"" + origin + '"', value);
    }

    private static String labels(Channel channel, PartyCode party) {
        return "channel=\"" + channel.id().brief() + "\",party=\"" + party + '"';
    }

    private static void sample(StringBuilder out, String name, String labels, long value) {
        out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
