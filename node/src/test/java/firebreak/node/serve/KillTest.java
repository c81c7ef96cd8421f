package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Json;
import firebreak.export.ExportCheck;
import firebreak.export.Listener;
import firebreak.export.RecordExport;
import firebreak.export.Verification;
import firebreak.identity.Secret;
import firebreak.node.export.ExportFolder;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
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

/// Two nodes, each its own process, killed with SIGKILL at random moments (`-Dfirebreak.kills=N` of them) while their
/// officers go on saying notes to each other; at the end both exports are verified as a stranger would. An
/// officer who gets no answer looks whether the note stands in the record, and only then releases its draft again.
final class KillTest {
    private static final String SEED = "firebreak.test.seed";
    private static final int KILLS = Integer.getInteger("firebreak.kills", 4);

    /// Of each side; enough that something is under way at every kill.
    private static final int NOTES = Math.max(30, KILLS);

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
            for (int round = 1; round <= KILLS; round++) {
                int moment = 2 * NOTES * round / (KILLS + 1) + random.nextInt(6);
                Until.so("note " + moment, () -> said.get() >= moment || all.isDone());
                LockSupport.parkNanos(random.nextInt(30_000_000));
                (random.nextBoolean() ? uk : ru).fall();
            }
            all.get(120 + 10L * KILLS, TimeUnit.SECONDS);

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
            for (Side side : List.of(uk, ru)) {
                Until.so("nothing is under way at " + side, side::settled);
            }
            for (Side side : List.of(uk, ru)) {
                verify(side, parties);
            }
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("with -D" + SEED + "=" + seed, failed);
        }
    }

    /// What a stranger sees: the party's record and its mirrors, exported beside the running node, and checked against
    /// the charter's fingerprint alone. Both sides hold every leaf of both records in full.
    private void verify(Side side, Parties parties) throws Exception {
        Home home = side.station.home;
        ExportFolder exported = ExportFolder.create(folder.resolve("exported-" + side.station.party));
        try (Secret passphrase = Parties.secret(Parties.PASSPHRASE);
                NodeKeys keys = ((Unlocked.Opened<NodeKeys>)
                                home.keys(home.config().mode()).node().open(passphrase))
                        .keys();
                HomeRecords records = HomeRecords.open(home, keys.store(), new SecureRandom())) {
            assertThat(records.export(records.channels().getFirst(), exported, true, (done, total) -> {}))
                    .isInstanceOf(RecordExport.Result.Written.class);
        }
        Verification verified =
                ExportCheck.run(exported, Optional.of(parties.charter()), (done, total) -> {}, Listener.NOBODY);
        assertThat(verified.sound())
                .as("%s: %s %s", side, verified.verdict(), verified.faults())
                .isTrue();
        assertThat(verified.forks()).isEmpty();
        assertThat(verified.records()).hasSize(2).allSatisfy(record -> {
            assertThat(record.full()).as(record.path()).isEqualTo(record.size());
            assertThat(record.irregular()).isZero();
        });
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

        /// The other has all of this side, and every leaf that came was opened.
        boolean settled() throws IOException {
            Json channel = desk().channel("line");
            return Clerk.list(channel, "members").stream()
                    .allMatch(member -> Clerk.number(member, "waiting") == 0 && Clerk.number(member, "unopened") == 0);
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
