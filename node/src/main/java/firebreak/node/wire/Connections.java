package firebreak.node.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The open connections of one server, counted before and after they say who they are. Strangers compete
/// with each other for the places of handshakes and never take a place from a member.
final class Connections implements AutoCloseable {
    private final Limits limits;
    private final Deadlines deadlines = new Deadlines("member-server");

    /// By remote address; guarded by this. Closed ones are swept out before each count.
    private final Map<SocketAddress, Connection> open = new HashMap<>();

    private volatile boolean closed;

    Connections(Limits limits) {
        this.limits = limits;
    }

    /// A fresh connection takes a handshake's place.
    synchronized void admit(Socket socket) throws IOException {
        if (closed || handshakes() >= limits.handshakes()) {
            throw new IOException("no place for another handshake");
        }
        open.put(socket.getRemoteSocketAddress(), new Connection(deadlines.start(socket, limits.greeting()), limits));
    }

    /// A connection that showed a pinned key moves to its member's places; false if those are taken.
    synchronized boolean identify(SocketAddress remote, String member) {
        long held = live().stream().filter(other -> member.equals(other.member)).count();
        @Nullable Connection connection = open.get(remote);
        if (connection == null || held >= limits.perMember()) {
            return false;
        }
        connection.member = member;
        return true;
    }

    synchronized Optional<Connection> at(SocketAddress remote) {
        return Optional.ofNullable(open.get(remote));
    }

    synchronized int size() {
        return live().size();
    }

    @Override
    public void close() {
        closed = true;
        deadlines.close();
    }

    private long handshakes() {
        return live().stream().filter(connection -> connection.member == null).count();
    }

    private Collection<Connection> live() {
        open.values().removeIf(connection -> !connection.deadline.open());
        return open.values();
    }
}
