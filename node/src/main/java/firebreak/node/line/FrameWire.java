package firebreak.node.line;

import firebreak.charter.ChannelId;
import firebreak.charter.NodeEntry;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Frames over the members' wire: `POST /frames` with one frame, answered 200 with one frame, 204 without, 400 to
/// what is none. A node plugs it in so:
///
/// ```java
/// FrameWire wire = new FrameWire(client, nodes);
/// Lines lines = new Lines(held -> Line.all(registry.get(), held), wire, clock, Pace.system(), random,
///         kept, keeper);
/// routes.add(wire.route(lines));
/// lines.start(); // then lines.hold(postKeys.identities()) at each unlock and lock, lines.refresh() on documents
/// ```
public final class FrameWire implements FrameCarrier {
    public static final String PATH = "/frames";

    private final MemberClient client;
    private final BiFunction<ChannelId, PartyCode, List<NodeEntry>> nodes;

    /// @param nodes the node of a member as its manifests in use name it, the likeliest first
    public FrameWire(MemberClient client, BiFunction<ChannelId, PartyCode, List<NodeEntry>> nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    /// The route of the members' server. Its callers are known by the hash of their TLS key, in hex.
    public Route route(Lines lines) {
        return Route.post(PATH, Frame.SIZE, (caller, request) -> take(lines, caller, request));
    }

    private Response take(Lines lines, String caller, Request request) {
        try {
            return lines.take((channel, member) -> isNodeOf(caller, channel, member), request.body())
                    .map(Response::bytes)
                    .orElseGet(Response::done);
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    private boolean isNodeOf(String caller, ChannelId channel, PartyCode member) {
        return nodes.apply(channel, member).stream()
                .anyMatch(node -> node.tls().hex().equals(caller));
    }

    /// Sends to the first address of the member that answers.
    @Override
    public Optional<Bytes> send(ChannelId channel, PartyCode member, Bytes frame) throws IOException {
        List<NodeEntry> known = nodes.apply(channel, member);
        IOException failure = new IOException(
                known.isEmpty()
                        ? "no manifest of " + member + " is known here"
                        : "the manifest of " + member + " names no address");
        for (NodeEntry node : known) {
            for (String address : node.addresses()) {
                try {
                    return answer(client.request(peer(address, node), "POST", PATH, frame, Frame.SIZE));
                } catch (IOException unreached) {
                    failure = unreached;
                }
            }
        }
        throw failure;
    }

    private static Peer peer(String address, NodeEntry node) {
        URI uri = URI.create(address);
        return new Peer(uri.getHost(), uri.getPort(), node.tls());
    }

    private static Optional<Bytes> answer(Response response) throws IOException {
        if (!response.ok()) {
            throw new IOException("its node refused the frame with status " + response.status());
        }
        return response.body().isEmpty() ? Optional.empty() : Optional.of(response.body());
    }
}
