package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.node.http.Response;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The connections to one peer: so many at once, the last used first.
final class PeerPool {
    private final Hash own;
    private final Peer peer;
    private final Patience patience;
    private final Deadlines deadlines;
    private final SSLContext context;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<PeerConnection> resting = new ConcurrentLinkedDeque<>();

    PeerPool(TlsIdentity own, Peer peer, Patience patience, Deadlines deadlines) {
        this.own = own.spkiHash();
        this.peer = peer;
        this.patience = patience;
        this.deadlines = deadlines;
        this.places = new Semaphore(patience.perPeer(), true);
        this.context = WireCrypto.context(() -> own, new PinnedTrust((spki, socket) -> {
            if (!spki.equals(peer.spki())) {
                throw new CertificateException("it shows the key " + spki.brief() + " and its manifest names "
                        + peer.spki().brief() + ": another node is at that address, or its party has a newer manifest"
                        + " than is known here");
            }
        }));
    }

    Response request(String method, String target, Bytes body, int most) throws WireException {
        takePlace();
        try {
            @Nullable PeerConnection kept = kept();
            if (kept == null) {
                return exchange(opened(), method, target, body, most);
            }
            try {
                return exchange(kept, method, target, body, most);
            } catch (WireException broken) {
                if (!kept.broke() || !(broken.safeToRetry() || method.equals("GET"))) {
                    throw broken;
                }
                return exchange(opened(), method, target, body, most);
            }
        } finally {
            places.release();
        }
    }

    private Response exchange(PeerConnection connection, String method, String target, Bytes body, int most)
            throws WireException {
        boolean kept = false;
        try {
            Response response = connection.exchange(method, target, body, most, patience.exchanging());
            kept = connection.rest(patience.resting());
            return response;
        } finally {
            if (kept) {
                resting.push(connection);
            } else {
                connection.close();
            }
        }
    }

    private void takePlace() throws WireException {
        Duration time = patience.exchanging();
        try {
            if (!places.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                String what = "all connections to " + peer.address() + " were busy for " + time.toMillis() + " ms";
                throw WireException.notSent(what, new SocketTimeoutException());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw WireException.notSent("this node stopped waiting for " + peer.address(), stopped);
        }
    }

    private @Nullable PeerConnection kept() {
        for (@Nullable PeerConnection next = resting.poll(); next != null; next = resting.poll()) {
            if (next.fresh()) {
                return next;
            }
            next.close();
        }
        return null;
    }

    private PeerConnection opened() throws WireException {
        return PeerConnection.open(context, own, peer, deadlines, patience.connecting());
    }
}
