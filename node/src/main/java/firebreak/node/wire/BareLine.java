package firebreak.node.wire;

import firebreak.encoding.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// The nodes' TLS on loopback with nothing above it, for measuring what it costs alone. Nodes speak through
/// [MemberServer] and [MemberClient].
public final class BareLine {
    private BareLine() {}

    /// Listens on a free port for whoever shows this key.
    public static SSLServerSocket server(TlsIdentity own, Hash other) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context(own, other).getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SSLParameters parameters = WireCrypto.parameters();
        server.setSSLParameters(parameters);
        return server;
    }

    /// Connects and shakes hands.
    public static SSLSocket connect(TlsIdentity own, Hash other, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) context(own, other).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = WireCrypto.parameters();
        parameters.setServerNames(List.of());
        socket.setTcpNoDelay(true);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(TlsIdentity own, Hash other) {
        return WireCrypto.context(() -> own, new PinnedTrust((spki, _) -> {
            if (!spki.equals(other)) {
                throw new CertificateException("another key than expected");
            }
        }));
    }
}
