package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.line.Condition;
import firebreak.line.End;
import firebreak.line.LastAnswered;
import firebreak.line.Line;
import firebreak.line.Pair;
import firebreak.node.log.LogSetup;
import firebreak.seal.Identity;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Posts are locked and unlocked and documents change while frames fly, on real threads.
class LinesStressTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHANGES = 200;

    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final Identity.Hybrid ua = Identity.Hybrid.generate(RANDOM);
    private final Identity.Hybrid ru = Identity.Hybrid.generate(RANDOM);
    private final Pair pair = new Pair(Nodes.CHANNEL, end("UA", ua), end("RU", ru));
    private final Lines[] at = new Lines[2];

    @BeforeAll
    static void quiet() {
        LogSetup.toStandardError(Level.OFF);
    }

    @Test
    void locking_and_unlocking_under_traffic_breaks_nothing() {
        at[0] = lines(pair, (_, _, frame) -> taken(1, Nodes.UA, frame));
        at[1] = lines(pair.reversed(), (_, _, frame) -> taken(0, Nodes.RU, frame));
        at[0].hold(List.of(ua));
        at[0].start();
        at[1].start();
        for (int i = 0; i < CHANGES; i++) {
            at[1].hold(i % 2 == 0 ? List.of(ru) : List.of());
            at[0].refresh();
            LockSupport.parkNanos(500_000);
        }
        at[1].hold(List.of(ru));
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!(answers(at[0]) && answers(at[1])) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(answers(at[0]) && answers(at[1])).isTrue();
        at[0].close();
        at[1].close();
        assertThat(thrown).isEmpty();
    }

    private Optional<Bytes> taken(int node, PartyCode from, Bytes frame) throws IOException {
        try {
            return at[node].take(Nodes.by(from), frame);
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason());
        }
    }

    private Lines lines(Pair pair, FrameCarrier carrier) {
        Line line = new Line(pair, Duration.ofMillis(20));
        return new Lines(
                held -> held.contains(pair.own().key()) ? List.of(line) : List.of(),
                carrier,
                InstantSource.system(),
                Pace.system(),
                RANDOM,
                LastAnswered.NONE,
                _ -> {},
                work -> Thread.startVirtualThread(() -> noted(work)));
    }

    private void noted(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error bug) {
            thrown.add(bug);
        }
    }

    private static boolean answers(Lines lines) {
        return lines.members(Nodes.CHANNEL).values().stream().anyMatch(Condition.Answering.class::isInstance);
    }

    private static End end(String party, Identity.Hybrid key) {
        return new End(new PartyCode(party), new PostCode(party + "-MFA"), key.recipient());
    }
}
