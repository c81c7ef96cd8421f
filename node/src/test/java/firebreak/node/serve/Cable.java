package firebreak.node.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The one address of a node that its manifest names, whichever port the node really has: a plain relay of bytes on
/// loopback, which a test may cut. The port is held from the founding on, so that no other program can take it.
final class Cable implements AutoCloseable {
    private final ServerSocket entry;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int end;

    Cable() throws IOException {
        entry = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cable").start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /// Connections go to this port from now on.
    void plug(int port) {
        end = port;
    }

    /// Connections under way break, and new ones are closed at once.
    void cut() {
        end = 0;
        open.forEach(Cable::close);
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket caller = entry.accept();
                Thread.ofVirtual().start(() -> relay(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket caller) {
        int port = end;
        try (caller;
                Socket callee = new Socket()) {
            open.add(caller);
            open.add(callee);
            if (port == 0 || end != port) {
                return;
            }
            callee.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread back = Thread.ofVirtual().start(() -> copy(callee, caller));
            copy(caller, callee);
            back.join();
        } catch (IOException gone) {
            // the caller sees a broken connection, as with any cable
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // both ends are closed below
        } finally {
            close(from);
            close(to);
            open.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is no longer open, which is what was wanted
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entry.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
