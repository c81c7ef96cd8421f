package firebreak.node.run;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Holding;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.record.IndexRanges;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What this node answers other members' nodes: parcels in, missing parcels out, how much it holds.
final class MemberRoutes {
    private static final int MOST_GIVEN = 256;
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,16}");

    private final Loop loop;
    private final Intake intake;
    private final Parcels parcels;
    private final Members members;
    private final Budgets budgets = new Budgets(System::nanoTime);
    private final StoreView store;

    MemberRoutes(Loop loop, Intake intake, Parcels parcels, Members members, StoreView store) {
        this.loop = loop;
        this.intake = intake;
        this.parcels = parcels;
        this.members = members;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.post(Paths.PARCELS, Bundle.MAX_BYTES, this::take),
                Route.get(Paths.PARCELS, this::give),
                Route.get(Paths.HOLDING, this::holding));
    }

    private Response take(String caller, Request request) {
        try {
            List<Bytes> brought = Bundle.parse("bundle", request.body()).parcels();
            return Response.json(TakenJson.write(intake.taken(brought, parcel -> over(caller, parcel))));
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        } catch (IOException busy) {
            return Response.refused(503, busy.getMessage() + "; send it again later");
        }
    }

    /// Whether the caller has brought as much as its channel agrees for a minute; then the rest stays with it.
    private Optional<String> over(String caller, Parcel parcel) {
        State state = loop.state();
        return state.channel(parcel.channel())
                .map(channel -> state.agreement(channel).quotas().leavesPerMinute())
                .filter(perMinute ->
                        !budgets.take(caller + "/" + parcel.channel().hash().hex(), perMinute))
                .map(perMinute -> "the channel's quota of " + perMinute
                        + " leaves a minute from one member is used up; send the rest later");
    }

    private Response give(String caller, Request request) {
        return withChannel(caller, request, (channel, origin) -> {
            long first = index(request, "first");
            long last = Math.min(index(request, "last"), first + MOST_GIVEN - 1);
            if (first < 0 || last < first) {
                return Response.refused(400, "expected 'first' and 'last', two indexes in order");
            }
            List<Bytes> found = parcels.of(channel.id(), origin, new IndexRanges.Range(first, last));
            return Response.bytes(new Bundle(found).bytes());
        });
    }

    /// A member is shown what is held of its own records, and of nobody else's.
    private Response holding(String caller, Request request) {
        try {
            ChannelId id =
                    new ChannelId(Hash.parse("channel", request.asked("channel").orElse("")));
            Optional<Channel> channel = loop.state().channel(id);
            return channel.flatMap(found -> members.party(caller, found))
                    .map(party -> Response.bytes(Holding.show(channel.orElseThrow(), party, store)))
                    .orElseGet(() -> Response.refused(404, "no channel of that name is known here"));
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    @FunctionalInterface
    private interface Answer {
        Response of(Channel channel, Origin origin);
    }

    /// Only members of the channel are told anything of its records, not even that they exist.
    private Response withChannel(String caller, Request request, Answer answer) {
        try {
            Origin origin = Origin.parse("origin", request.asked("origin").orElse(""));
            State state = loop.state();
            Optional<Channel> channel = state.channelWith(origin).filter(found -> members.isMember(caller, found));
            return channel.isPresent()
                    ? answer.of(channel.get(), origin)
                    : Response.refused(404, "no record of that name is known here");
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    /// -1 for what is no index of a leaf.
    private static long index(Request request, String name) {
        String text = request.asked(name).orElse("");
        long index = INDEX.matcher(text).matches() ? Long.parseLong(text) : -1;
        return index < Merkle.MAX_SIZE ? index : -1;
    }
}
