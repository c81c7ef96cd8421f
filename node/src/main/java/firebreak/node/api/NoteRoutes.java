package firebreak.node.api;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.clock.Moment;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Text;
import firebreak.engine.Channel;
import firebreak.engine.Dispute;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.State;
import firebreak.node.home.Officer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.mailbox.Tendering;
import firebreak.node.run.Node;
import firebreak.node.witness.Cosigning;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.projection.NoteCursor;
import firebreak.projection.NotePage;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import firebreak.projection.Rung;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Notes as people look them up, and the two receipts that people give.
final class NoteRoutes {
    private static final int MOST = 1_000;
    private static final int MOST_SECONDS = 60;

    private final Node node;
    private final Acts acts;
    private final Audit audit;
    private final Cosigning cosigning;
    private final Tendering tendering;
    private final Notes notes;
    private final LadderWatch watch = new LadderWatch();

    NoteRoutes(Node node, Audit audit, Cosigning cosigning, Tendering tendering) {
        this.node = node;
        this.acts = new Acts(node.loop());
        this.audit = audit;
        this.cosigning = cosigning;
        this.tendering = tendering;
        this.notes = new Notes(node.parts().store());
        node.loop().onSaid(watch::heard);
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/notes", this::list),
                guard.get("/v1/note", this::show),
                guard.post("/v1/note/read", (officer, request) -> receipt(officer, request, Receipt.Kind.READ)),
                guard.post(
                        "/v1/note/acknowledge",
                        (officer, request) -> receipt(officer, request, Receipt.Kind.ACKNOWLEDGED)));
    }

    /// `GET /v1/notes`, newest first: `channel` for one alone, `limit` notes, `after` the place that the page before
    /// gave. The answer's `more` says whether there are further ones; then its `after` is where they begin.
    private Response list(Officer officer, Request request) throws ApiException {
        State state = node.loop().state();
        int limit = Ask.limit(request, MOST);
        List<Channel> channels = request.asked("channel").isPresent()
                ? List.of(Ask.channel(state, request.asked("channel").get()))
                : List.copyOf(state.channels().values());
        NotePage page = notes.newest(
                channels.stream()
                        .filter(channel -> speaks(officer, state, channel))
                        .map(Channel::id)
                        .toList(),
                cursor(request),
                limit);
        return Response.json(Json.object()
                .with("notes", Json.list(page.notes(), row -> told(row).build()))
                .with("more", page.next().isPresent())
                .with("after", page.next().map(NoteCursor::text).orElse(null))
                .build());
    }

    private static Optional<NoteCursor> cursor(Request request) throws ApiException {
        try {
            return request.asked("after").isPresent()
                    ? Optional.of(
                            NoteCursor.parse("after", request.asked("after").get()))
                    : Optional.empty();
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    /// Whether any post of the officer is in the channel: a channel is its audience.
    private static boolean speaks(Officer officer, State state, Channel channel) {
        return state.agreement(channel).member(state.self(channel)).stream()
                .flatMap(member -> member.posts().stream())
                .anyMatch(post -> officer.posts().contains(post));
    }

    /// `GET /v1/note?reference=R`; with `&until=delivered&seconds=30` it waits until the note's ladder has that rung,
    /// or for the seconds, and then answers with the note as it is.
    private Response show(Officer officer, Request request) throws ApiException {
        String reference = request.asked("reference").orElse("");
        NoteRow row = find(officer, reference);
        if (request.asked("until").isPresent()) {
            Rung until = rung(request.asked("until").get());
            watch.until(
                    row.leaf(),
                    () -> !notes.ladder(row.channel(), row.leaf()).at(until).isEmpty(),
                    Duration.ofSeconds(Ask.number(request, "seconds", 30, MOST_SECONDS)));
            return Response.json(whole(notes.again(row)));
        }
        return Response.json(whole(row));
    }

    /// A note with its witness time: when k witnesses had signed a checkpoint that holds it; none while they have not,
    /// and where the channel needs none.
    private Json whole(NoteRow row) {
        State state = node.loop().state();
        Channel channel = state.channel(row.channel()).orElseThrow();
        List<Map.Entry<PartyCode, Moment>> tendered =
                List.copyOf(tendering.of(state, channel, row).entrySet());
        return told(row)
                .with("witnessed", cosigning.time(channel, row.leaf()).orElse(null))
                .with("tendered", Json.list(tendered, NoteRoutes::tendered))
                .build();
    }

    private static Json tendered(Map.Entry<PartyCode, Moment> to) {
        return Json.object()
                .with("party", to.getKey().value())
                .with("at", to.getValue().at())
                .with("proved", to.getValue().proved())
                .build();
    }

    /// A note, and whether its owner disputes it.
    private Json.Builder told(NoteRow row) {
        State state = node.loop().state();
        Json.Builder json = Json.object();
        row.toJson().members().forEach(json::with);
        return json.with(
                "disputed",
                state.channel(row.channel())
                        .flatMap(channel -> Dispute.of(state, channel, row.leaf(), row.note()))
                        .map(Dispute::toJson)
                        .orElse(null));
    }

    private static Rung rung(String word) throws ApiException {
        return Arrays.stream(Rung.values())
                .filter(rung -> rung.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ApiException.wrong("until: expected a rung such as delivered or acknowledged"));
    }

    private NoteRow find(Officer officer, String reference) throws ApiException {
        State state = node.loop().state();
        return notes.withReference(reference).stream()
                .filter(row -> state.channel(row.channel())
                        .filter(channel -> speaks(officer, state, channel))
                        .isPresent())
                .findFirst()
                .orElseThrow(
                        () -> ApiException.notFound("there is no note '" + Text.printable(reference, 120) + "' here"));
    }

    /// The leaf of a note, for drafts that refer to it.
    LeafRef leaf(String reference) throws ApiException {
        return notes.withReference(reference).stream()
                .findFirst()
                .map(NoteRow::leaf)
                .orElseThrow(
                        () -> ApiException.wrong("there is no note '" + Text.printable(reference, 120) + "' here"));
    }

    private Response receipt(Officer officer, Request request, Receipt.Kind kind) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        NoteRow row = find(officer, fields.string("reference"));
        Optional<String> named = fields.optional("post", Fields::asString);
        fields.done();
        PostCode post = named.isPresent() ? named(officer, named.get()) : firstPost(officer, row);
        return give(officer, row, post, kind);
    }

    private static PostCode named(Officer officer, String name) throws ApiException, FormatException {
        PostCode post = Ask.post(name);
        if (officer.posts().contains(post)) {
            return post;
        }
        throw ApiException.forbidden(officer.name() + " does not act for " + post);
    }

    private PostCode firstPost(Officer officer, NoteRow row) {
        State state = node.loop().state();
        Channel channel = state.channel(row.channel()).orElseThrow();
        return state.agreement(channel).member(state.self(channel)).stream()
                .flatMap(member -> member.posts().stream())
                .filter(post -> officer.posts().contains(post))
                .findFirst()
                .orElseThrow();
    }

    private Response give(Officer officer, NoteRow row, PostCode post, Receipt.Kind kind) throws ApiException {
        boolean given = row.ladder().marks().stream()
                .anyMatch(mark ->
                        mark.rung().word().equals(kind.word()) && mark.post().equals(Optional.of(post)));
        if (given) {
            return Response.json(Json.object()
                    .with(kind.word(), row.note().reference())
                    .with("before", true)
                    .build());
        }
        Effect.Result.Recorded recorded =
                acts.record(number -> new Event.GiveReceipt(number, row.channel(), post, kind, row.leaf()));
        audit.note(officer, kind.word(), row.note().reference());
        return Response.json(Json.object()
                .with(kind.word(), row.note().reference())
                .with("leaf", recorded.leaf().toJson())
                .build());
    }
}
