package firebreak.node.line;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.line.Frame;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.Peer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Frames over the members' wire: `POST /frames` with one frame, answered 200 with one frame, 204 without, 400 to
/// what is none. Plugged in by two lines:
///
/// ```java
/// Lines lines = new Lines(held -> Line.all(registry.get(), held), FrameWire.carrier(client, this::peers), …);
/// routes.add(FrameWire.route(lines)); // and lines.hold(postKeys.identities()) at each unlock and lock
/// ```
public final class FrameWire {
    public static final String PATH = "/frames";

    private FrameWire() {}

    /// The route of the members' server.
    public static Route route(Lines lines) {
        return Route.post(PATH, Frame.SIZE, (caller, request) -> take(lines, caller, request));
    }

    private static Response take(Lines lines, String caller, Request request) {
        try {
            return lines.take(PartyCode.parse("caller", caller), request.body())
                    .map(Response::bytes)
                    .orElseGet(Response::done);
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    /// Sends to the first address of a member that answers.
    ///
    /// @param peers where a member's node listens, in order of preference, by its manifest in force
    public static FrameCarrier carrier(MemberClient client, Function<PartyCode, List<Peer>> peers) {
        return (member, frame) -> send(client, peers.apply(member), member, frame);
    }

    private static Optional<Bytes> send(MemberClient client, List<Peer> peers, PartyCode member, Bytes frame)
            throws IOException {
        IOException failure = new IOException("no address of " + member + " is known here");
        for (Peer peer : peers) {
            try {
                return answer(client.request(peer, "POST", PATH, frame, Frame.SIZE));
            } catch (IOException unreached) {
                failure = unreached;
            }
        }
        throw failure;
    }

    private static Optional<Bytes> answer(Response response) throws IOException {
        if (!response.ok()) {
            throw new IOException("its node refused the frame with status " + response.status());
        }
        return response.body().isEmpty() ? Optional.empty() : Optional.of(response.body());
    }
}
