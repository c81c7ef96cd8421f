package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes, each its own process, killed with SIGKILL while their officers go on saying notes to each other. An
/// officer who gets no answer looks whether the note stands in the record, and only then releases its draft again.
final class KillTest {
    private static final String SEED = "firebreak.test.seed";
    private static final int NOTES = 30;
    private static final int ROUNDS = Integer.getInteger("firebreak.test.rounds", 4);

    @TempDir
    private Path folder;

    private final AtomicInteger said = new AtomicInteger();

    @Test
    void killed_at_random_moments_nodes_lose_nothing_and_take_nothing_twice() throws Exception {
        long seed = Long.getLong(SEED, System.nanoTime());
        try (Parties parties = Parties.found(folder, UK, RU);
                Side uk = new Side(parties.at(UK), folder.resolve("uk.log"));
                Side ru = new Side(parties.at(RU), folder.resolve("ru.log"))) {
            CompletableFuture<Void> all = CompletableFuture.allOf(uk.talk(), ru.talk());
            Random random = new Random(seed);
            for (int round = 1; round <= ROUNDS; round++) {
                int moment = 2 * NOTES * round / (ROUNDS + 1) + random.nextInt(6);
                Until.so("note " + moment, () -> said.get() >= moment || all.isDone());
                LockSupport.parkNanos(random.nextInt(30_000_000));
                (random.nextBoolean() ? uk : ru).fall();
            }
            all.get(120, TimeUnit.SECONDS);

            List<String> texts =
                    Stream.concat(uk.texts().stream(), ru.texts().stream()).toList();
            for (Side side : List.of(uk, ru)) {
                Until.so(
                        "every note at " + side, () -> side.desk().texts("line").size() >= texts.size());
                assertThat(side.desk().texts("line")).as(side.toString()).containsExactlyInAnyOrderElementsOf(texts);
                side.desk().holdsNothing();
                assertThat(Clerk.number(side.desk().status(), "evidence")).isZero();
                Json record = Clerk.member(side.desk().channel("line"), "record");
                assertThat(Clerk.number(record, "generation")).isZero();
            }
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("with -D" + SEED + "=" + seed, failed);
        }
    }

    /// One party: its process, started again after every fall, and the officer who talks.
    private final class Side implements AutoCloseable {
        private final Station station;
        private final Path log;
        private NodeProcess process;
        private volatile CompletableFuture<Desk> desk;

        Side(Station station, Path log) throws Exception {
            this.station = station;
            this.log = log;
            process = NodeProcess.start(station, log);
            desk = CompletableFuture.completedFuture(process.open(station));
        }

        Desk desk() {
            return desk.join();
        }

        void fall() throws Exception {
            desk = new CompletableFuture<>();
            process.kill();
            process = NodeProcess.start(station, log);
            desk.complete(process.open(station));
        }

        List<String> texts() {
            return Stream.iterate(0, i -> i + 1)
                    .limit(NOTES)
                    .map(i -> "note " + i + " of " + station.party)
                    .toList();
        }

        CompletableFuture<Void> talk() {
            return CompletableFuture.runAsync(() -> texts().forEach(this::insist));
        }

        private void insist(String text) {
            Until.so(text + " is said", () -> tried(text));
            said.incrementAndGet();
        }

        /// Whether the note is said for certain; an answer that is lost is an exception, and it is looked again.
        private boolean tried(String text) throws IOException {
            Desk at = desk();
            if (at.texts("line").contains(text)) {
                return true;
            }
            Optional<String> left = at.drafts(text).stream().findFirst();
            String draft = left.isPresent() ? left.get() : at.draft("line", text);
            Clerk.Answer answer = at.release(draft);
            boolean recorded = answer.status() == 200;
            if (!recorded && answer.status() != 404) {
                assertThat(at.texts("line")).as("refused with " + answer.text()).doesNotContain(text);
            }
            return recorded;
        }

        @Override
        public String toString() {
            return "the node of " + station.party;
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
