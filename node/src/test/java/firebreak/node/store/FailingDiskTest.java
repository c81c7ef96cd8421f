package firebreak.node.store;

import static firebreak.node.store.StoreWorld.fresh;
import static firebreak.node.store.StoreWorld.put;
import static firebreak.node.store.StoreWorld.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import firebreak.engine.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingDiskTest {
    @TempDir
    private Path home;

    private Path folder() {
        return home.resolve("store");
    }

    @Test
    void a_full_store_refuses_reads_on_and_takes_the_same_commit_once_there_is_room() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.BODY, "before", "v")));
            store.limit(400 << 10);
            StoreException full = catchThrowableOfType(StoreException.class, () -> fill(store));
            assertThat(full.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(full.mayRetry()).isTrue();
            assertThat(full).hasMessageContaining("no room left").hasMessageContaining("nothing was changed");
            assertThat(store.get(Table.BODY, "before")).contains(value("v"));
            assertThat(StoreWorld.check(folder()).damages()).isEmpty();
            store.limit(100 << 20);
            store.commit(List.of(put(Table.BODY, "large", "v".repeat(1 << 20))));
            assertThat(store.get(Table.BODY, "large")).isPresent();
            assertThat(StoreWorld.check(folder()).damages()).isEmpty();
        }
    }

    private static void fill(SqliteStore store) throws StoreException {
        for (int i = 0; i < 1000; i++) {
            store.commit(List.of(put(Table.STATE, "counter", "c" + i), put(Table.BODY, "k" + i, "v".repeat(20_000))));
        }
    }

    @Test
    void a_refused_commit_leaves_none_of_its_rows() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.limit(400 << 10);
            assertThatThrownBy(() -> store.commit(
                            List.of(put(Table.STATE, "small", "v"), put(Table.BODY, "large", "v".repeat(1 << 20)))))
                    .isInstanceOf(StoreException.class);
            assertThat(store.get(Table.STATE, "small")).isEmpty();
            store.commit(List.of(put(Table.STATE, "small", "v")));
            assertThat(store.get(Table.STATE, "small")).contains(value("v"));
        }
    }

    /// A file system of 6 MiB in a mount namespace of the child's own.
    @Test
    void a_really_full_disk_refuses_keeps_everything_and_goes_on_with_room() throws IOException {
        String script = "mount -t tmpfs -o size=6m none '" + home + "' && head -c 2000000 /dev/zero > '"
                + home.resolve("ballast") + "' && exec \"$@\"";
        List<String> wrapper = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh");
        assumeTrue(runs(wrapper), "needs unshare with user namespaces to mount a small disk");
        try (Child child = Child.start(wrapper, StoreChild.class, "fill", folder().toString())) {
            List<String> said = child.rest();
            List<String> refusals =
                    said.stream().filter(line -> line.startsWith("UN")).toList();
            assertThat(refusals).hasSize(2).allMatch(line -> line.startsWith("UNCHANGED whole true"));
            assertThat(said).endsWith("whole true");
        }
    }

    /// A write that the kernel refuses, by the limit on the size of files.
    @Test
    void a_refused_write_keeps_everything_that_was_acknowledged() throws IOException {
        List<String> wrapper = List.of("sh", "-c", "ulimit -f 4000 && exec \"$@\"", "sh");
        assumeTrue(runs(wrapper), "needs a shell with ulimit -f");
        assertAcknowledgedIsKept(wrapper, "UN");
    }

    /// The disk takes the writes and fails to make them durable: then nobody knows, and the store says so.
    @Test
    void after_a_failed_fsync_the_outcome_is_unknown_and_the_store_takes_no_more() throws IOException {
        List<String> wrapper = List.of(
                "strace",
                "-f",
                "-qqq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO:when=40+");
        assumeTrue(runs(wrapper), "needs strace to fail fsync");
        assertAcknowledgedIsKept(wrapper, "UNKNOWN whole true");
    }

    private void assertAcknowledgedIsKept(List<String> wrapper, String refusal) throws IOException {
        try (Child child = Child.start(wrapper, StoreChild.class, "failing", folder().toString())) {
            List<String> said = child.rest();
            List<String> refusals =
                    said.stream().filter(line -> line.startsWith("UN")).toList();
            assertThat(refusals).as(said.toString()).hasSize(2).allMatch(line -> line.startsWith(refusal));
            int acknowledged = said.size() - refusals.size();
            assertThat(acknowledged).isPositive();
            try (SqliteStore store = StoreChild.openOrCreate(folder())) {
                assertThat(StoreChild.counter(store)).isBetween(acknowledged, acknowledged + 1);
                assertThat(StoreChild.isWhole(store)).isTrue();
                assertThat(StoreWorld.check(folder()).damages()).isEmpty();
            }
        }
    }

    private static boolean runs(List<String> wrapper) {
        try {
            List<String> command = new ArrayList<>(wrapper);
            command.add("true");
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }
}
