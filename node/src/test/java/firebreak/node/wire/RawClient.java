package firebreak.node.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A TLS client that does what a test tells it and trusts anyone.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final SSLSocket secured;

    private RawClient(Socket socket, SSLSocket secured) {
        this.socket = socket;
        this.secured = secured;
    }

    /// Connects and finishes its side of the handshake.
    ///
    /// @param own null to show no certificate
    static RawClient connect(int port, @Nullable TlsIdentity own, Consumer<SSLParameters> change) throws IOException {
        Socket socket = new Socket(Wire.loopback(0).getAddress(), port);
        socket.setSoTimeout(30_000);
        SSLSocket secured = (SSLSocket) context(own).getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(true);
        SSLParameters parameters = WireCrypto.parameters();
        change.accept(parameters);
        secured.setSSLParameters(parameters);
        RawClient client = new RawClient(socket, secured);
        try {
            secured.startHandshake();
            return client;
        } catch (IOException refused) {
            client.close();
            throw refused;
        }
    }

    public static RawClient connect(int port, TlsIdentity own) throws IOException {
        return connect(port, own, same -> {});
    }

    private static SSLContext context(@Nullable TlsIdentity own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS", WireCrypto.JSSE);
            KeyManager[] keys = own == null ? new KeyManager[0] : new KeyManager[] {new OwnKey(() -> own)};
            TrustManager anyone = new PinnedTrust((spki, from) -> {});
            context.init(keys, new TrustManager[] {anyone}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void send(String text) throws IOException {
        secured.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        secured.getOutputStream().flush();
    }

    /// Sends no more: what is missing of a request will never come.
    public void ends() throws IOException {
        secured.shutdownOutput();
    }

    /// What the server sends until it ends the connection, in whatever way it does.
    public String readAll() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            secured.getInputStream().transferTo(read);
        } catch (IOException ended) {
            // a reset or an alert ends it as well
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /// Whether the server has ended the connection; found by writing, since it may owe us bytes.
    boolean cutOff() {
        try {
            send("x");
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
