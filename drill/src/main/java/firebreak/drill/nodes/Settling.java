package firebreak.drill.nodes;

import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Waits until nodes that talk with each other have said all that they had to say.
public final class Settling {
    private static final long LOOK_MS = 20;

    private Settling() {}

    /// Asks each node for its status.
    @FunctionalInterface
    public interface Statuses {
        List<Json> ask() throws IOException;
    }

    /// Until no node has anything under way and none has recorded anything since the look before: a leaf that one of
    /// them took while another was asked may still make it say something.
    ///
    /// @throws IOException when that does not come in time, or a node does not answer
    public static void wait(Statuses nodes, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        long before = -1;
        while (true) {
            long underWay = 0;
            long recorded = 0;
            for (Json status : nodes.ask()) {
                underWay += Answer.underWay(status);
                recorded += Answer.recorded(status);
            }
            if (underWay == 0 && recorded == before) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IOException("after " + patience.toSeconds() + " s the nodes still have work under way: "
                        + underWay + " leaves or statements");
            }
            before = recorded;
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nodes settle", stop);
        }
    }
}
