package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Revocation;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.DisputedView;
import firebreak.engine.Evidence;
import firebreak.engine.Keys;
import firebreak.engine.OwnRecord;
import firebreak.engine.PeerRecord;
import firebreak.engine.Revoked;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.line.LineName;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.line.LineChanges;
import firebreak.node.line.LineReport;
import firebreak.node.run.Loop;
import firebreak.node.run.Node;
import firebreak.node.witness.Cosigning;
import firebreak.node.witness.Standing;
import firebreak.note.Form;
import firebreak.projection.Notes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/// How the node stands: its records, its lines, what waits.
public final class StatusRoutes {
    private static final int PAGE = 1_000;

    /// When a member was last known to be there (port): the line tests answer.
    public interface Lines {
        /// @return `answering`, `silent` or `unknown`, and since when
        Line of(Channel channel, PartyCode member);

        /// Every line between an unlocked post and another.
        List<LineReport> report();

        /// What became of a line, the newest change first.
        List<LineChanges.Change> changes(LineName line);
    }

    /// How one member's line stands.
    ///
    /// @param clockAhead how far its clock is ahead of this node's; absent until it was heard
    public record Line(String state, Optional<Instant> since, Optional<Duration> clockAhead) {}

    private final Node node;
    private final Config config;
    private final Home home;
    private final Lines lines;
    private final Cosigning cosigning;
    private final Political political;
    private final Instant started;

    StatusRoutes(Node node, Config config, Home home, Lines lines, Cosigning cosigning) {
        this.node = node;
        this.config = config;
        this.home = home;
        this.lines = lines;
        this.cosigning = cosigning;
        this.political = new Political(new Notes(node.parts().store()));
        this.started = node.parts().clock().instant();
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/status", (_, _) -> Response.json(status())),
                guard.get("/v1/channels", (_, _) -> Response.json(channels())),
                guard.get("/v1/records", (_, _) -> Response.json(channels())),
                guard.get("/v1/forms", (_, _) -> Response.json(forms())),
                guard.console("GET", "/v1/console/status", 0, _ -> Response.json(status())));
    }

    Json status() throws IOException {
        State state = node.loop().state();
        List<PostCode> own = Listed.posts(home);
        Optional<Loop.DiskTrouble> disk = node.loop().diskTrouble();
        List<String> disputed = disputed();
        int evidence =
                node.parts().store().all(Table.EVIDENCE, "", StoreView.END).size();
        Instant now = node.parts().clock().instant();
        return Json.object()
                .with("party", config.party().value())
                .with("mode", config.mode().toJson())
                .with("started", started)
                .with("now", now)
                .with(
                        "keys",
                        Listed.keys(home, state, now).and(node.keysMissing()).toJson(now))
                .with("unlocked", Json.list(state.unlocked(), PostCode::toJson))
                .with(
                        "locked",
                        Json.list(
                                own.stream()
                                        .filter(post -> !state.unlocked().contains(post))
                                        .toList(),
                                PostCode::toJson))
                .with("channels", Json.list(state.channels().values(), channel -> channel(state, channel)))
                .with("working", state.works().size())
                .with("held", state.held().count())
                .with("evidence", evidence - disputed.size())
                .with("disputed", Json.list(disputed, Json::of))
                .with("disk", disk.map(StatusRoutes::disk).orElse(null))
                .with("damaged", damaged(state))
                .with("lease", node.leaseTrouble().map(StatusRoutes::disk).orElse(null))
                .build();
    }

    /// What the store does not give back: leaves that are being fetched, `ORIGIN/INDEX`, and other values.
    private Json damaged(State state) {
        List<Json> leaves = new ArrayList<>();
        state.damaged()
                .byRecord()
                .forEach((origin, indexes) -> indexes.ranges()
                        .forEach(range -> LongStream.rangeClosed(range.first(), range.last())
                                .limit(PAGE)
                                .forEach(index -> leaves.add(Json.of(Keys.leaf(origin, index))))));
        return Json.object()
                .with("fetching", new Json.Arr(leaves.stream().limit(PAGE).toList()))
                .with("lasting", Json.strings(node.lastingDamage()))
                .build();
    }

    private static Json disk(Loop.DiskTrouble trouble) {
        return Json.object()
                .with("since", trouble.since())
                .with("reason", trouble.reason())
                .build();
    }

    /// Views that contradict what is held, in words. There is one at most for each member and record.
    private List<String> disputed() throws IOException {
        List<String> words = new ArrayList<>();
        for (StoreView.Entry row :
                node.parts().store().range(Table.EVIDENCE, DisputedView.PREFIX, DisputedView.PREFIX + "~", PAGE)) {
            try {
                words.add(DisputedView.read(row.value()).words());
            } catch (FormatException damaged) {
                throw new IOException("the store gives back a damaged row of evidence: " + damaged.reason(), damaged);
            }
        }
        return words;
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
                .with(
                        "posts",
                        Json.list(agreement.member(self).map(Member::posts).orElse(List.of()), PostCode::toJson))
                .with("forms", Json.list(agreement.forms(), StatusRoutes::form))
                .with("record", record(channel.own()))
                .with("revocations", Json.list(channel.revoked(), revoked -> revocation(state, revoked)))
                .with("witnessing", cosigning.of(channel).map(Standing::toJson).orElse(null))
                .with(
                        "members",
                        Json.list(
                                agreement.members().stream()
                                        .filter(member -> !member.party().equals(self))
                                        .toList(),
                                member -> member(state, channel, member)))
                .build();
    }

    /// A revocation as a record has adopted it, with what its owner disputes there.
    private static Json revocation(State state, Revoked revoked) {
        Optional<Revocation> document = state.registry().revocation(revoked.revocation());
        return Json.object()
                .with("party", document.map(known -> known.party().value()).orElse(null))
                .with("revocation", revoked.revocation())
                .with("record", revoked.record().text())
                .with("leaf", revoked.index())
                .with("at", revoked.at())
                .with("since", document.map(Revocation::since).orElse(null))
                .with(
                        "disputes",
                        revoked.good().map(good -> good.origin().text()).orElse(null))
                .with("from", revoked.good().map(good -> Json.of(good.size())).orElse(null))
                .build();
    }

    private static Json form(Agreement.FormPin form) {
        return Json.object().with("id", form.id()).with("hash", form.hash()).build();
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

    private Json member(State state, Channel channel, Member member) {
        Delivery delivery = channel.deliveries().getOrDefault(member.party(), Delivery.none());
        Line line = lines.of(channel, member.party());
        long waiting = channel.waiting(member.party());
        List<PeerRecord> records = channel.peers().values().stream()
                .filter(peer -> peer.party().equals(member.party()))
                .toList();
        return Json.object()
                .with("party", member.party().value())
                .with("posts", Json.list(member.posts(), PostCode::toJson))
                .with("state", line.state())
                .with("since", line.since().orElse(null))
                .with("political", Political.toJson(member.party(), political.declared(state, channel, member.party())))
                .with(
                        "clockAheadSeconds",
                        line.clockAhead()
                                .map(ahead -> Json.of(ahead.toSeconds()))
                                .orElse(null))
                .with("waiting", waiting)
                .with("trouble", waiting == 0 ? null : delivery.hindrance().orElse(null))
                .with(
                        "failingSince",
                        waiting == 0 ? null : delivery.silentSince().orElse(null))
                .with("unopened", unopened(state, records))
                .with("held", state.held().count(channel, member.party()))
                .with("heldMost", state.agreement(channel).quotas().heldItems())
                .with("records", Json.list(records, this::mirror))
                .build();
    }

    /// Leaves that came and whose content was not looked at yet, those shown as held apart: their post is locked, or
    /// the work is under way.
    private static long unopened(State state, List<PeerRecord> records) {
        return records.stream()
                .mapToLong(record -> record.judged().gaps(record.prefix().size()).stream()
                        .flatMapToLong(gap -> LongStream.rangeClosed(gap.first(), gap.last()))
                        .filter(index -> !state.held().contains(record.origin(), index))
                        .count())
                .sum();
    }

    private Json mirror(PeerRecord peer) {
        return Json.object()
                .with("origin", peer.origin().text())
                .with("size", peer.prefix().size())
                .with(
                        "missing",
                        peer.missing().stream()
                                .mapToLong(range -> range.last() - range.first() + 1)
                                .sum())
                .with("forked", peer.forked())
                .with(
                        "contradictions",
                        peer.forked()
                                ? Evidence.shown(peer.origin(), node.parts().store())
                                : 0)
                .build();
    }

    private Json forms() {
        return Json.object()
                .with("forms", Json.list(node.parts().forms().all(), Form::toJson))
                .build();
    }
}
