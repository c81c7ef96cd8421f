package firebreak.node.wire;

import firebreak.encoding.Hash;
import firebreak.node.log.Log;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Counts the keys that were shown and refused, and logs at most one in [#PACE]: strangers may knock as
/// often as they like without filling the disk.
final class Refusals {
    static final Duration PACE = Duration.ofSeconds(1);

    private static final Log LOG = Log.of(MemberServer.class);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    void count(String why, Hash spki, @Nullable SocketAddress from) {
        long total = count.incrementAndGet();
        long due = nextLine.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + PACE.toNanos())) {
            LOG.info(
                    "a connection was refused",
                    "why",
                    why,
                    "spki",
                    spki,
                    "from",
                    String.valueOf(from),
                    "refused",
                    total);
        }
    }

    long total() {
        return count.get();
    }
}
