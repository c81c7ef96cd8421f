package firebreak.node.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Closes sockets whose time is up, whatever their threads are blocked in: a read timeout bounds the wait
/// for one byte, a deadline bounds the whole. One virtual thread looks every [#TICK]; while nothing is
/// watched it sleeps.
final class Deadlines implements AutoCloseable {
    static final Duration TICK = Duration.ofMillis(50);

    private final Set<Deadline> watched = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private volatile boolean closed;

    Deadlines(String owner) {
        watcher = Thread.ofVirtual().name(owner + "-deadlines").start(this::watch);
    }

    /// Watches this socket from now on, until it is closed by whomever.
    Deadline start(Socket socket, Duration first) {
        Deadline deadline = new Deadline(socket);
        deadline.in(first);
        watched.add(deadline);
        if (closed) {
            deadline.shut();
        }
        LockSupport.unpark(watcher);
        return deadline;
    }

    /// Closes every watched socket.
    @Override
    public void close() {
        closed = true;
        watched.forEach(Deadline::shut);
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!closed) {
            if (watched.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK.toNanos());
            }
            watched.removeIf(Deadline::settled);
        }
        watched.forEach(Deadline::shut);
    }

    /// The time one socket has for what it does now.
    static final class Deadline {
        private final Socket socket;
        private volatile long at;
        private volatile boolean passed;
        private volatile boolean shutting;
        private volatile boolean shut;

        private Deadline(Socket socket) {
            this.socket = socket;
        }

        /// Replaces the time: so much, from now.
        void in(Duration time) {
            at = System.nanoTime() + time.toNanos();
        }

        /// Whether the socket was closed for want of time.
        boolean passed() {
            return passed;
        }

        /// A socket calls itself closed before the other end can see it; one that is shut here counts as open
        /// until it can. Helidon 4.5.0 ends a connection by shutting the socket's output. What it does next,
        /// closing the TLS above, fails for want of that output and would leave the socket behind.
        boolean open() {
            return shutting ? !shut : !socket.isClosed() && !socket.isOutputShutdown();
        }

        void shut() {
            shutting = true;
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // closed is closed
            } finally {
                shut = true;
            }
        }

        private boolean settled() {
            if (open() && System.nanoTime() - at > 0) {
                passed = true;
            }
            if (passed || !open()) {
                shut();
            }
            return !open();
        }
    }
}
