package firebreak.node.run;

import firebreak.carriage.Bundle;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Holding;
import firebreak.engine.State;
import firebreak.identity.RecordKeys;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.Request;
import firebreak.record.IndexRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The direct carrier: asks other members' nodes over mutual TLS. Every call blocks its (virtual) thread and
/// turns whatever happens into an event.
final class Direct {
    private static final Log LOG = Log.of(Direct.class);
    private static final int MOST_RANGES = 4;
    private static final int MOST_FETCHED = 256;

    private final MemberClient client;
    private final Members members;
    private final Parcels parcels;
    private final Intake intake;
    private final Loop loop;
    private final Supplier<RecordKeys> ownKeys;

    Direct(
            MemberClient client,
            Members members,
            Parcels parcels,
            Intake intake,
            Loop loop,
            Supplier<RecordKeys> ownKeys) {
        this.client = client;
        this.members = members;
        this.parcels = parcels;
        this.intake = intake;
        this.loop = loop;
        this.ownKeys = ownKeys;
    }

    void send(Effect.Send send, State state) {
        Channel channel = state.channel(send.channel()).orElseThrow();
        Delivery.Batch batch = send.batch();
        try {
            List<Parcels.Made> made = parcels.made(send.channel(), batch.origin(), batch.range());
            List<Event.Taken> outcomes = new ArrayList<>(offered(state, channel, send.member(), Parcels.whole(made)));
            for (Parcels.Made one : made) {
                if (one instanceof Parcels.Made.Damaged(long index, String reason)) {
                    outcomes.add(new Event.Taken(index, Event.Outcome.LATER, reason));
                }
            }
            loop.tell(new Event.ParcelsTaken(send.channel(), send.member(), batch, outcomes));
        } catch (IOException unreachable) {
            failed(send, String.valueOf(unreachable.getMessage()));
        } catch (UncheckedIOException damaged) {
            failed(send, Parcels.reason(damaged));
        } catch (FormatException malformed) {
            failed(send, malformed.reason());
        }
    }

    private List<Event.Taken> offered(State state, Channel channel, PartyCode member, List<Parcels.Made.Whole> whole)
            throws IOException, FormatException {
        if (whole.isEmpty()) {
            return List.of();
        }
        Bytes bundle = new Bundle(whole.stream().map(Parcels.Made.Whole::parcel).toList()).bytes();
        Response response = request(state, channel, member, "POST", Paths.PARCELS, bundle, TakenJson.MAX_BYTES);
        return TakenJson.read(
                response.body(), whole.stream().map(Parcels.Made.Whole::index).toList());
    }

    private void failed(Effect.Send send, String reason) {
        loop.tell(new Event.SendingFailed(send.channel(), send.member(), send.batch(), reason));
    }

    /// Asks one member after the other for what those before did not give.
    void fetch(Effect.Fetch fetch, State state) {
        Channel channel = state.channel(fetch.channel()).orElseThrow();
        IndexRanges left = few(fetch.missing());
        for (PartyCode member : sources(fetch, state, channel)) {
            try {
                left = fetchFrom(member, left, fetch, state, channel);
            } catch (IOException | FormatException next) {
                LOG.info(
                        "cannot fetch missing parcels",
                        "from",
                        member.value(),
                        "reason",
                        String.valueOf(next.getMessage()));
            }
            if (left.isEmpty()) {
                return;
            }
        }
    }

    private static IndexRanges few(List<IndexRanges.Range> missing) {
        IndexRanges few = IndexRanges.EMPTY;
        for (IndexRanges.Range range : missing.stream().limit(MOST_RANGES).toList()) {
            long last = Math.min(range.last(), range.first() + MOST_FETCHED - 1);
            few = few.with(new IndexRanges.Range(range.first(), last));
        }
        return few;
    }

    /// The owner first, then every other member: all mirror all.
    private static List<PartyCode> sources(Effect.Fetch fetch, State state, Channel channel) {
        PartyCode self = state.self(channel);
        return state.agreement(channel).members().stream()
                .map(member -> member.party())
                .filter(party -> !party.equals(self))
                .sorted((a, b) -> Boolean.compare(b.equals(fetch.owner()), a.equals(fetch.owner())))
                .toList();
    }

    /// @return what is still wanted
    private IndexRanges fetchFrom(
            PartyCode member, IndexRanges wanted, Effect.Fetch fetch, State state, Channel channel)
            throws IOException, FormatException {
        IndexRanges left = wanted;
        for (IndexRanges.Range range : wanted.ranges()) {
            String target = Paths.PARCELS + "?origin=" + Paths.encode(fetch.origin()) + "&first=" + range.first()
                    + "&last=" + range.last();
            Response response = request(state, channel, member, "GET", target, Bytes.EMPTY, Bundle.MAX_BYTES);
            List<Bytes> given = Bundle.parse("fetched bundle", response.body()).parcels();
            left = fetch.left(left, intake.taken(given, Intake.OPEN));
        }
        return left;
    }

    void askHolding(Effect.AskHolding ask, State state) {
        Channel channel = state.channel(ask.channel()).orElseThrow();
        try {
            String target = Paths.HOLDING + "?channel=" + ask.channel().hash().hex();
            Response response = request(state, channel, ask.member(), "GET", target, Bytes.EMPTY, Holding.MAX_BYTES);
            loop.tell(
                    new Event.HoldingShown(ask.channel(), ask.member(), Holding.read(response.body(), ownKeys.get())));
        } catch (IOException | FormatException unreachable) {
            loop.tell(new Event.AskingFailed(ask.channel(), ask.member()));
        }
    }

    private Response request(
            State state, Channel channel, PartyCode member, String method, String target, Bytes body, int most)
            throws IOException {
        return client.request(
                member.value(),
                members.addresses(state, channel, member),
                new Request(method, target, body, most),
                Response::ok);
    }
}
