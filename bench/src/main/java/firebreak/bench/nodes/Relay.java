package firebreak.bench.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between two nodes on loopback, passes every byte on unchanged, and counts: bytes as TCP carries them, and
/// the TLS records in them (RFC 8446 section 5.1), whose headers are readable from outside.
public final class Relay implements AutoCloseable {
    private static final int HEADER = 5;

    private final ServerSocket server;
    private final int target;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /// What has passed so far, both ways.
    ///
    /// @param records TLS records
    public record Count(long bytes, long records, long connections) {
        public Count since(Count earlier) {
            return new Count(bytes - earlier.bytes, records - earlier.records, connections - earlier.connections);
        }

        public Count plus(Count other) {
            return new Count(bytes + other.bytes, records + other.records, connections + other.connections);
        }
    }

    private Relay(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /// @param port where callers connect; 0 for any free one, see [#port]
    /// @param target where the node behind it really listens
    static Relay open(int port, int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(port, 64, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    /// Where callers connect, as opened.
    int port() {
        return server.getLocalPort();
    }

    /// What has passed so far.
    public Count count() {
        return new Count(bytes.get(), records.get(), connections.get());
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                caller.setTcpNoDelay(true);
                node.setTcpNoDelay(true);
                open.add(caller);
                open.add(node);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> pass(caller, node));
                Thread.ofVirtual().start(() -> pass(node, caller));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void pass(Socket from, Socket to) {
        Records counted = new Records();
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.addAndGet(read);
                records.addAndGet(counted.begunIn(buffer, read));
                out.write(buffer, 0, read);
            }
        } catch (IOException closed) {
            // one side closed: the other is closed too
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /// Follows the record headers of one direction.
    static final class Records {
        private final byte[] header = new byte[HEADER];
        private int filled;
        private int left;

        /// How many records begin in these bytes.
        int begunIn(byte[] bytes, int count) {
            int begun = 0;
            int at = 0;
            while (at < count) {
                if (left > 0) {
                    int skipped = Math.min(left, count - at);
                    left -= skipped;
                    at += skipped;
                } else {
                    begun += filled == 0 ? 1 : 0;
                    header[filled++] = bytes[at++];
                    if (filled == HEADER) {
                        left = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
                        filled = 0;
                    }
                }
            }
            return begun;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException gone) {
            // closing what is closed already
        }
    }
}
