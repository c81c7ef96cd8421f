package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Head;
import firebreak.identity.RecordSecret;
import firebreak.node.log.LogSetup;
import firebreak.node.store.Lease;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No checkpoint is signed and told before its size is durable in the lease file.
final class CheckpointDeskTest {
    /// More records than the slots of a fresh lease have room for, so that a whole new file is due.
    private static final int RECORDS = 100;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
    private final Random random = new Random(1);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void while_the_lease_file_cannot_be_written_nothing_is_told_and_then_all_of_it_is() throws Exception {
        LogSetup.toStandardError(Level.OFF);
        Path file = folder.resolve("uk.lease");
        Path inTheWay = folder.resolve(".uk.lease.new");
        try (Lease lease = Lease.open(file);
                RecordSecret secret = RecordSecret.generate(random)) {
            lease.begin(Map.of(), true);
            Files.createDirectories(inTheWay.resolve("of somebody else"));
            CheckpointDesk desk = new CheckpointDesk(lease, secret, workers, () -> NOON, told::add, new HeldStore());
            for (int i = 0; i < RECORDS; i++) {
                desk.sign(wanted(i));
            }
            until(() -> desk.trouble().isPresent());
            assertThat(desk.trouble().orElseThrow().reason())
                    .contains("cannot write the lease file " + file)
                    .contains(inTheWay.toString());
            assertThat(desk.trouble().orElseThrow().since()).isEqualTo(NOON);
            int before = told.size();
            assertThat(before).isLessThan(RECORDS);
            assertThat(lease.marks()).as("what was told is durable").hasSize(before);

            remove(inTheWay);

            until(() -> told.size() == RECORDS);
            assertThat(lease.marks()).hasSize(RECORDS);
            until(() -> desk.trouble().isEmpty());
        }
    }

    private Effect.SignCheckpoint wanted(int number) {
        return new Effect.SignCheckpoint(
                new ChannelId(Hash.of(Bytes.ofUtf8("channel " + number))),
                Origin.random(random),
                0,
                new Head(number + 1, Hash.of(Bytes.ofUtf8("root " + number))));
    }

    private static void remove(Path tree) throws IOException {
        Files.delete(tree.resolve("of somebody else"));
        Files.delete(tree);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
