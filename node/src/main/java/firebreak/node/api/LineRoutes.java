package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.line.Condition;
import firebreak.line.LineState;
import firebreak.line.PostState;
import firebreak.line.Sent;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.line.LineChanges;
import firebreak.node.line.LineReport;
import firebreak.node.run.Node;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines with their history, and the directory: who can be reached where, when, in which languages.
final class LineRoutes {
    private static final int MOST_CHANGES = 32;

    private final Node node;
    private final StatusRoutes.Lines lines;
    private final Notes notes;
    private final Political political;

    LineRoutes(Node node, StatusRoutes.Lines lines) {
        this.node = node;
        this.lines = lines;
        this.notes = new Notes(node.parts().store());
        this.political = new Political(notes);
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/lines", (_, _) -> Response.json(lines())),
                guard.get("/v1/directory", (_, _) -> Response.json(directory())),
                guard.console("GET", "/v1/console/lines", 0, _ -> Response.json(lines())),
                guard.console("GET", "/v1/console/directory", 0, _ -> Response.json(directory())));
    }

    private Json lines() {
        State state = node.loop().state();
        return Json.object()
                .with("now", node.parts().clock().instant())
                .with("lines", Json.list(lines.report(), line -> line(state, line)))
                .with("declared", Json.list(state.channels().values(), channel -> declared(state, channel)))
                .build();
    }

    /// What each member has declared about a channel, this node's party among them.
    private Json declared(State state, Channel channel) {
        Agreement agreement = state.agreement(channel);
        return Json.object()
                .with("channel", channel.id().hash())
                .with("label", agreement.label())
                .with("members", Json.list(agreement.members(), member -> political(state, channel, member.party())))
                .build();
    }

    private Json political(State state, Channel channel, PartyCode party) {
        return Political.toJson(party, political.declared(state, channel, party));
    }

    private Json line(State state, LineReport line) {
        Optional<Duration> ahead = line.said().map(said -> Duration.between(said.heard(), said.clock()));
        return Json.object()
                .with("channel", line.name().channel().hash())
                .with(
                        "label",
                        state.channel(line.name().channel())
                                .map(channel -> state.agreement(channel).label())
                                .orElse(""))
                .with("own", line.name().own().value())
                .with("peer", line.name().peer().value())
                .with("party", line.peer().value())
                .with("state", LineChanges.word(line.condition()))
                .with("since", line.condition().since())
                .with("trouble", line.trouble().orElse(null))
                .with("says", line.said().map(LineRoutes::says).orElse(null))
                .with(
                        "clockAheadSeconds",
                        ahead.map(by -> Json.of(by.toSeconds())).orElse(null))
                .with("tests", Json.list(line.history().reversed(), LineRoutes::test))
                .with(
                        "changes",
                        Json.list(
                                lines.changes(line.name()).stream()
                                        .limit(MOST_CHANGES)
                                        .toList(),
                                LineChanges.Change::toJson))
                .build();
    }

    private static Json says(LineState.PeerSaid said) {
        return Json.object()
                .with("leaving", said.state().equals(PostState.LEAVING))
                .with("heard", said.heard())
                .build();
    }

    private static Json test(Sent sent) {
        return Json.object()
                .with("at", sent.at().clock())
                .with("scheduled", sent.scheduled())
                .with(
                        "answeredAfterMs",
                        sent.answeredAfter()
                                .map(after -> Json.of(after.toMillis()))
                                .orElse(null))
                .build();
    }

    private Json directory() {
        State state = node.loop().state();
        return Json.object()
                .with("now", node.parts().clock().instant())
                .with("channels", Json.list(state.channels().values(), channel -> directory(state, channel)))
                .build();
    }

    private Json directory(State state, Channel channel) {
        Agreement agreement = state.agreement(channel);
        List<NoteRow> entries = notes.standing(channel.id(), Notes.DIRECTORY_ENTRY);
        return Json.object()
                .with("channel", channel.id().hash())
                .with("label", agreement.label())
                .with(
                        "posts",
                        Json.list(
                                agreement.members().stream()
                                        .flatMap(member ->
                                                member.posts().stream().map(post -> Map.entry(member, post)))
                                        .toList(),
                                entry -> post(state, channel, entry.getKey(), entry.getValue(), entries)))
                .build();
    }

    private Json post(State state, Channel channel, Member member, PostCode post, List<NoteRow> entries) {
        boolean own = member.party().equals(state.self(channel));
        Optional<Condition> condition = Condition.together(lines.report().stream()
                .filter(line -> line.name().channel().equals(channel.id())
                        && line.name().peer().equals(post))
                .map(LineReport::condition)
                .toList());
        Json.Builder json = Json.object()
                .with("post", post.value())
                .with("party", member.party().value())
                .with("title", title(state, member, post))
                .with("own", own)
                .with(
                        "alive",
                        condition.filter(Condition.Answering.class::isInstance).isPresent())
                .with("state", condition.map(LineChanges::word).orElse(own ? "own" : "unknown"))
                .with("since", condition.map(Condition::since).orElse(null));
        entries.stream()
                .filter(row -> row.note().authors().getFirst().post().equals(Optional.of(post)))
                .findFirst()
                .ifPresent(row -> json.with("entry", entry(row)));
        return json.build();
    }

    private static String title(State state, Member member, PostCode post) {
        return state.registry()
                .latestAfter(member.manifest())
                .map(latest -> latest.manifest())
                .or(() -> state.registry().manifest(member.manifest()))
                .flatMap((Manifest manifest) -> manifest.post(post))
                .map(PostEntry::title)
                .orElse("");
    }

    private static Json entry(NoteRow row) {
        Json.Builder json = Json.object()
                .with("reference", row.note().reference())
                .with("at", row.note().at());
        for (String name : List.of("hours", "timeZone", "languages", "deputy", "contact")) {
            Optional.ofNullable(row.note().content().fields().members().get(name))
                    .ifPresent(value -> json.with(name, value));
        }
        return json.build();
    }
}
