package firebreak.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, really killed.
class CrashTest {
    private static final int KILLS = 36;

    @TempDir
    private Path home;

    private String folder() {
        return home.resolve("store").toString();
    }

    @Test
    void every_acknowledged_commit_is_there_whole_after_each_kill() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = Math.max(acknowledged, commitAndKill(random.nextInt(25), random.nextInt(3)));
            try (SqliteStore store = StoreChild.openOrCreate(Path.of(folder()))) {
                assertThat(StoreChild.counter(store))
                        .as("seed %d kill %d", seed, kill)
                        .isBetween(acknowledged, acknowledged + 1);
                assertThat(StoreChild.isWhole(store))
                        .as("seed %d kill %d", seed, kill)
                        .isTrue();
                assertThat(StoreWorld.check(Path.of(folder())).damages())
                        .as("seed %d kill %d", seed, kill)
                        .isEmpty();
                acknowledged = StoreChild.counter(store);
            }
        }
        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    /// The last commit that the child acknowledged before it was killed, after this many lines and a moment that
    /// differs by `spins`, so that kills fall before, into and after a commit.
    private int commitAndKill(int lines, int spins) throws IOException {
        try (Child child = Child.start(StoreChild.class, "commit", folder())) {
            int last = 0;
            for (int i = 0; i < lines; i++) {
                last = Integer.parseInt(String.valueOf(child.line()));
            }
            for (int i = 0; i < spins * 100_000; i++) {
                Thread.onSpinWait();
            }
            child.kill();
            List<String> rest = child.rest();
            return rest.isEmpty() ? last : Integer.parseInt(rest.getLast());
        }
    }

    @Test
    void a_second_process_on_the_same_home_is_refused_and_told_who_has_it() throws IOException {
        try (SqliteStore store = StoreChild.openOrCreate(Path.of(folder()));
                Child child = Child.start(StoreChild.class, "open", folder())) {
            assertThat(StoreChild.counter(store)).isZero();
            assertThat(child.line())
                    .startsWith("refused: " + folder() + " is in use by process "
                            + ProcessHandle.current().pid());
        }
        try (Child child = Child.start(StoreChild.class, "open", folder())) {
            assertThat(child.line()).isEqualTo("opened at 0");
        }
    }

    @Test
    void the_home_of_a_killed_process_opens_at_once() throws IOException {
        try (Child child = Child.start(StoreChild.class, "commit", folder())) {
            assertThat(child.line()).isEqualTo("1");
            try (Child second = Child.start(StoreChild.class, "open", folder())) {
                assertThat(second.line()).contains("in use by process " + child.pid());
            }
            child.kill();
        }
        try (SqliteStore store = StoreChild.openOrCreate(Path.of(folder()))) {
            assertThat(StoreChild.counter(store)).isPositive();
        }
    }
}
