package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.node.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Asks other members' nodes. Connections are kept between requests, a few per peer, and opened as needed;
/// a peer must show exactly the key it is pinned to. May be used by any number of threads; a call blocks
/// its thread until the answer is there or the time is up.
public final class MemberClient implements AutoCloseable {
    private static final Pattern TARGET = Pattern.compile("/[!-~]{0,2047}");
    private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|DELETE");

    private final Supplier<TlsIdentity> own;
    private final Patience patience;
    private final Deadlines deadlines = new Deadlines("member-client");
    private final ConcurrentHashMap<Ends, PeerPool> pools = new ConcurrentHashMap<>();

    /// The two ends of a connection: with another key of its own a node begins other connections.
    private record Ends(Hash own, Peer peer) {}

    public MemberClient(TlsIdentity own, Patience patience) {
        this(() -> own, patience);
    }

    /// @param own which identity to show, asked at each request
    public MemberClient(Supplier<TlsIdentity> own, Patience patience) {
        this.own = own;
        this.patience = patience;
    }

    /// Sends one request and returns whatever the peer answers, refusals included.
    ///
    /// A kept connection that broke is replaced once, and the request sent again, when that is harmless:
    /// for `GET`, or when the peer cannot have seen it.
    ///
    /// @param target path and query, ASCII, at most 2,048 characters
    /// @param body empty for none
    /// @param most the most bytes of answer that are taken; an answer that announces more is a failure
    /// @throws WireException where no answer came, with the reason and whether it is safe to send again
    public Response request(Peer peer, String method, String target, Bytes body, int most) throws WireException {
        if (!METHOD.matcher(method).matches() || !TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("no request can be " + method + " of this target");
        }
        TlsIdentity shown = own.get();
        return pools.computeIfAbsent(
                        new Ends(shown.spkiHash(), peer), _ -> new PeerPool(shown, peer, patience, deadlines))
                .request(method, target, body, most);
    }

    /// Asks a party at each address of its node in turn, until one answers as it should.
    ///
    /// @param party for the reason alone
    /// @param addresses best first
    /// @param asItShould which answers end the search
    /// @throws IOException where none did: the reason of the last
    public Response request(String party, List<Peer> addresses, Request request, Predicate<Response> asItShould)
            throws IOException {
        IOException last = new IOException(party + " has no address in its manifest, or none is known here");
        for (Peer peer : addresses) {
            try {
                Response response = request(peer, request.method(), request.target(), request.body(), request.most());
                if (asItShould.test(response)) {
                    return response;
                }
                last = new IOException(party + " refuses with " + response.status() + ": " + response.reason());
            } catch (WireException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    /// Closes every connection; requests under way fail.
    @Override
    public void close() {
        deadlines.close();
    }
}
