package firebreak.node.api;

import firebreak.carriage.Bundle;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.Effect;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.note.LeafRef;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Parcels for a courier and from one. Taking parcels out changes nothing: they stay due until the member's receipts
/// say that it has them, by whatever way those come.
final class CourierRoutes {
    /// Parcels and bytes of them in one page; a page holds at least one parcel.
    private static final int PAGE_PARCELS = 256;

    private static final int PAGE_BYTES = 4 << 20;

    /// A checkpoint of the newest leaf is on its way already; this is for a slow disk.
    private static final Duration CHECKPOINT_PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_MS = 20;

    private final Node node;
    private final Acts acts;

    CourierRoutes(Node node) {
        this.node = node;
        this.acts = new Acts(node.loop());
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.console("GET", "/v1/console/courier", 0, this::pack),
                guard.console("POST", "/v1/console/courier", Bundle.MAX_BYTES, this::unpack));
    }

    /// A page of all that a member has not taken yet, of every channel shared with it, in an order that stands:
    /// `{"parcels": [base64url…], "more": bool, "last": {"origin", "index"}}`. The next page is asked for with
    /// `origin` and `index` of the last parcel of this one.
    private Response pack(Request request) throws ApiException, FormatException {
        PartyCode member = PartyCode.parse("member", request.asked("member").orElse(""));
        Optional<Place> after = after(request);
        List<Channel> shared = shared(member);
        Page page = new Page();
        boolean past = after.isEmpty();
        for (Channel channel : shared) {
            Delivery delivery = channel.deliveries().getOrDefault(member, Delivery.none());
            for (OwnRecord record : channel.ownRecords()) {
                boolean here = after.filter(place -> place.origin().equals(record.origin()))
                        .isPresent();
                if (past || here) {
                    long from = here ? after.orElseThrow().index() + 1 : 0;
                    page.take(channel, record, delivery.acked(record.origin()), from);
                }
                past = past || here;
            }
        }
        if (!past) {
            throw ApiException.wrong("origin: expected a record that this node shares with " + member);
        }
        return Response.json(page.toJson());
    }

    private record Place(Origin origin, long index) {}

    private static Optional<Place> after(Request request) throws FormatException {
        Optional<String> origin = request.asked("origin");
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        try {
            long index = Long.parseLong(request.asked("index").orElse(""));
            return Optional.of(new Place(Origin.parse("origin", origin.get()), index));
        } catch (NumberFormatException notANumber) {
            throw new FormatException("index", "expected a number");
        }
    }

    /// The channels shared with a member, once a signed checkpoint covers the newest leaf of each: what is not under
    /// one cannot be proved and so not be carried.
    private List<Channel> shared(PartyCode member) throws ApiException {
        long end = System.nanoTime() + CHECKPOINT_PATIENCE.toNanos();
        while (true) {
            State state = node.loop().state();
            List<Channel> shared = state.channels().values().stream()
                    .filter(channel -> !state.self(channel).equals(member))
                    .filter(channel -> state.agreement(channel).member(member).isPresent())
                    .toList();
            if (shared.isEmpty()) {
                throw ApiException.notFound("this node shares no channel with " + member);
            }
            if (shared.stream().map(Channel::own).allMatch(own -> own.signed() == own.size())) {
                return shared;
            }
            if (System.nanoTime() > end) {
                throw new ApiException(
                        Problem.NOT_NOW,
                        "the newest leaf has no signed checkpoint yet, so it cannot be proved: the node's log says why"
                                + " (is there room for its lease file?), then pack again");
            }
            pause();
        }
    }

    private static void pause() throws ApiException {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiException(Problem.NOT_NOW, "the node stops: pack when it runs again");
        }
    }

    /// What one answer carries.
    private final class Page {
        private final List<Bytes> parcels = new ArrayList<>();
        private int bytes;
        private boolean more;
        private Optional<Place> last = Optional.empty();

        void take(Channel channel, OwnRecord record, IndexRanges acked, long from) {
            for (IndexRanges.Range gap : acked.gaps(record.signed())) {
                for (long index = Math.max(gap.first(), from); index <= gap.last() && !more; index++) {
                    take(channel, record.origin(), index);
                }
            }
        }

        private void take(Channel channel, Origin origin, long index) {
            for (Bytes parcel : node.parcels().of(channel.id(), origin, new IndexRanges.Range(index, index))) {
                if (!parcels.isEmpty() && (parcels.size() == PAGE_PARCELS || bytes + parcel.size() > PAGE_BYTES)) {
                    more = true;
                    return;
                }
                parcels.add(parcel);
                bytes += parcel.size();
                last = Optional.of(new Place(origin, index));
            }
        }

        Json toJson() {
            return Json.object()
                    .with("parcels", Json.list(parcels, parcel -> Json.of(parcel.base64Url())))
                    .with("more", more)
                    .with("last", last.map(CourierRoutes::json).orElse(null))
                    .build();
        }
    }

    private static Json json(Place place) {
        return Json.object()
                .with("origin", place.origin().text())
                .with("index", place.index())
                .build();
    }

    private Response unpack(Request request) throws ApiException, FormatException {
        acts.requireDisk();
        List<Json> outcomes = new ArrayList<>();
        for (CompletableFuture<Effect.Result> result :
                node.take(Bundle.parse("bundle", request.body()).parcels())) {
            outcomes.add(outcome(acts.ended(result)));
        }
        return Response.json(
                Json.object().with("parcels", new Json.Arr(outcomes)).build());
    }

    private static Json outcome(Effect.Result result) {
        return switch (result) {
            case Effect.Result.Taken(LeafRef _, boolean before) -> outcome(before ? "known" : "taken", "");
            case Effect.Result.Later(String reason) -> outcome("later", reason);
            case Effect.Result.Refused(String reason) -> outcome("refused", reason);
            case Effect.Result.Done _, Effect.Result.Recorded _ -> outcome("taken", "");
        };
    }

    private static Json outcome(String word, String reason) {
        return Json.object().with("outcome", word).with("reason", reason).build();
    }
}
