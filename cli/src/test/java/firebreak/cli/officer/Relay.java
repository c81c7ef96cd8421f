package firebreak.cli.officer;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The network in front of one node: a port that passes bytes on, until it is cut.
public final class Relay implements AutoCloseable {
    private final int port;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile int target;
    private volatile boolean cut;

    private Relay(int port) {
        this.port = port;
    }

    public static Relay onFreePort() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Relay relay = new Relay(socket.getLocalPort());
        relay.listen(socket);
        return relay;
    }

    public int port() {
        return port;
    }

    public void to(int behind) {
        target = behind;
    }

    /// Ends all connections and makes no new one.
    public void cut() throws IOException {
        cut = true;
        for (Closeable closeable : open) {
            closeable.close();
        }
        open.clear();
    }

    public void mend() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        cut = false;
        listen(socket);
    }

    private void listen(ServerSocket socket) {
        open.add(socket);
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket in = socket.accept();
                    Thread.ofVirtual().start(() -> pass(in));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /// Nobody behind, or a cut meanwhile, ends the connection as a network would.
    private void pass(Socket in) {
        try (in;
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(in);
            open.add(out);
            if (cut) {
                return;
            }
            Thread back = Thread.ofVirtual().start(() -> copy(out, in));
            copy(in, out);
            back.join();
        } catch (IOException gone) {
            // closed on leaving
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // the other direction ends with this one
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
