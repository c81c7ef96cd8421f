package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.http.Response;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/// One TLS connection to a peer: one exchange at a time, kept between them. Used by one thread at a time.
final class PeerConnection {
    /// Alerts by which a server ends a handshake that the client already holds finished (TLS 1.3, RFC 8446
    /// section 4.4.2.4): they arrive in place of the first answer, and no request was read.
    private static final Set<Short> KEY_REFUSED = Set.of(
            AlertDescription.bad_certificate,
            AlertDescription.certificate_unknown,
            AlertDescription.certificate_required,
            AlertDescription.unknown_ca,
            AlertDescription.access_denied);

    private static final String A_NODES_TLS = "TLS 1.3 with " + WireCrypto.GROUP + " and Ed25519";

    private final Hash own;
    private final Peer peer;
    private final SocketChannel channel;
    private final Deadlines.Deadline deadline;
    private final InputStream in;
    private final OutputStream out;
    private boolean keep = true;
    private boolean used;
    private boolean broke;

    private PeerConnection(Hash own, Peer peer, SocketChannel channel, Deadlines.Deadline deadline, SSLSocket secured)
            throws IOException {
        this.own = own;
        this.peer = peer;
        this.channel = channel;
        this.deadline = deadline;
        this.in = new BufferedInputStream(secured.getInputStream(), 16_384);
        this.out = secured.getOutputStream();
    }

    /// Tries each address of the peer's host in turn; together they have the time.
    ///
    /// @param own the hash of the key this node shows
    static PeerConnection open(SSLContext context, Hash own, Peer peer, Deadlines deadlines, Duration time)
            throws WireException {
        InetAddress[] addresses = addresses(peer);
        Duration share = time.dividedBy(addresses.length);
        for (int i = 0; ; i++) {
            try {
                InetSocketAddress address = new InetSocketAddress(addresses[i], peer.port());
                return connected(SocketChannel.open(), address, context, own, peer, deadlines, share);
            } catch (IOException broken) {
                if (i + 1 == addresses.length || broken instanceof TlsFatalAlert) {
                    throw WireException.notSent(connectFault(own, peer, broken, share), broken);
                }
            }
        }
    }

    private static InetAddress[] addresses(Peer peer) throws WireException {
        try {
            return InetAddress.getAllByName(peer.host());
        } catch (UnknownHostException unknown) {
            throw WireException.notSent("no address is known for " + peer.address(), unknown);
        }
    }

    private static PeerConnection connected(
            SocketChannel channel,
            InetSocketAddress address,
            SSLContext context,
            Hash own,
            Peer peer,
            Deadlines deadlines,
            Duration time)
            throws IOException {
        Deadlines.Deadline deadline = deadlines.start(channel.socket(), time);
        try {
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(address, (int) time.toMillis());
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), null, true);
            secured.setUseClientMode(true);
            SSLParameters parameters = WireCrypto.parameters();
            parameters.setServerNames(List.of());
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return new PeerConnection(own, peer, channel, deadline, secured);
        } catch (IOException broken) {
            deadline.shut();
            throw deadline.passed() ? new SocketTimeoutException() : broken;
        }
    }

    /// Told apart, because each has another remedy: a way that is cut, another node at the address, a program that is
    /// no node, and a node that does not know this one.
    private static String connectFault(Hash own, Peer peer, IOException broken, Duration time) {
        return switch (broken) {
            case SocketTimeoutException _ -> peer.address() + " did not connect within " + time.toMillis() + " ms";
            case ConnectException refused -> peer.address() + " cannot be reached: " + refused.getMessage();
            case TlsFatalAlert ours
            when ours.getCause() instanceof CertificateException refused ->
                peer.address() + " is not the node it should be: " + refused.getMessage();
            case TlsFatalAlert ours
            when ours.getAlertDescription() == AlertDescription.handshake_failure -> // it hung up without a word
                brokeOff(own, peer, "it hung up");
            case TlsFatalAlert ours ->
                peer.address() + " does not speak the TLS of a node, " + A_NODES_TLS + ": " + ours.getMessage();
            case TlsFatalAlertReceived alert
            when KEY_REFUSED.contains(alert.getAlertDescription()) -> peer.address() + unwelcome(own);
            case TlsFatalAlertReceived alert ->
                peer.address() + " refuses the TLS of a node, " + A_NODES_TLS + " ("
                        + AlertDescription.getText(alert.getAlertDescription())
                        + "): it is no node, or one of another version";
            default -> brokeOff(own, peer, String.valueOf(broken.getMessage()));
        };
    }

    private static String brokeOff(Hash own, Peer peer, String how) {
        return peer.address() + " broke off the handshake (" + how + "): it is no node, or it" + unwelcome(own);
    }

    private static String unwelcome(Hash own) {
        return " does not know this node's key, " + own.brief() + ", or has no place for it";
    }

    /// One request and its answer.
    ///
    /// @param most the most bytes of body that are taken
    Response exchange(String method, String target, Bytes body, int most, Duration time) throws WireException {
        deadline.in(time);
        keep = false;
        boolean sent = false;
        try {
            out.write(message(method, target, body));
            out.flush();
            sent = true;
            AnswerReader.Answer answer = AnswerReader.read(in, most);
            keep = !answer.last();
            used = true;
            return answer.response();
        } catch (FormatException foreign) {
            throw WireException.unknown(peer.address() + " left the protocol: " + foreign.getMessage(), foreign);
        } catch (IOException broken) {
            throw failed(broken, sent, time);
        }
    }

    private WireException failed(IOException broken, boolean sent, Duration time) {
        broke = !deadline.passed();
        if (!sent) {
            return unsent(broken, time);
        }
        if (!broke) {
            return WireException.unknown(peer.address() + " did not answer within " + time.toMillis() + " ms", broken);
        }
        return refusedHandshake(broken)
                ? WireException.notSent(peer.address() + unwelcome(own), broken)
                : WireException.unknown(peer.address() + " broke off: " + broken.getMessage(), broken);
    }

    /// A peer acts on whole requests only, so one that was not sent whole did nothing.
    private WireException unsent(IOException broken, Duration time) {
        String how = !broke
                ? " did not take the request within " + time.toMillis() + " ms"
                : used
                        ? " broke off before it had the whole request"
                        : " broke off at once; perhaps it" + unwelcome(own);
        return WireException.notSent(peer.address() + how, broken);
    }

    private boolean refusedHandshake(IOException broken) {
        return !used
                && broken instanceof TlsFatalAlertReceived alert
                && KEY_REFUSED.contains(alert.getAlertDescription());
    }

    private static byte[] message(String method, String target, Bytes body) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: firebreak\r\nContent-Length: " + body.size() + "\r\n"
                + (body.isEmpty() ? "" : "Content-Type: " + Response.BYTES + "\r\n") + "\r\n";
        return Bytes.concat(Bytes.wrap(head.getBytes(StandardCharsets.US_ASCII)), body)
                .toArray();
    }

    /// Whether the connection itself broke, rather than the peer being slow or outside the protocol.
    boolean broke() {
        return broke;
    }

    /// Puts the connection to rest; false if it cannot be used again.
    boolean rest(Duration time) {
        deadline.in(time);
        return keep && deadline.open();
    }

    /// Whether a rested connection is still good. An honest peer says nothing unasked, so anything to read,
    /// the end included, means that it is not.
    boolean fresh() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    void close() {
        deadline.shut();
    }
}
