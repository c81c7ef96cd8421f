package firebreak.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.StoreException;
import firebreak.node.store.Lease.Found;
import firebreak.node.store.Lease.Mark;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    static final Origin ONE = Origin.random(new Random(1));
    private static final Origin TWO = Origin.random(new Random(2));

    private static final ChannelId CHANNEL = new ChannelId(Hash.of(Bytes.ofUtf8("a channel")));

    @TempDir
    private Path outside;

    private Path file() {
        return outside.resolve("deep/lease.json");
    }

    private Lease begun() throws IOException {
        Lease lease = Lease.open(file());
        lease.begin(Map.of(ONE, mark(1, 0)), true);
        return lease;
    }

    private Found found() throws IOException {
        try (Lease lease = Lease.open(file())) {
            return lease.found();
        }
    }

    static Mark mark(long size, int generation) {
        return new Mark(CHANNEL, generation, size);
    }

    private static Found present(boolean torn, Map<Origin, Mark> marks) {
        return new Found.Present(new TreeMap<>(marks), true, torn);
    }

    @Test
    void a_missing_file_is_told_and_nothing_is_written_before_it_begins() throws IOException {
        try (Lease lease = Lease.open(file())) {
            assertThat(lease.found()).isEqualTo(new Found.Missing());
            assertThat(lease.marks()).isEmpty();
            assertThatThrownBy(() -> lease.raise(Map.of(ONE, mark(1, 0)))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void what_was_raised_is_found_at_the_next_start() throws IOException {
        try (Lease lease = begun()) {
            for (long size = 2; size <= 20; size++) {
                lease.raise(Map.of(ONE, mark(size, 0)));
            }
            lease.raise(Map.of(TWO, mark(3, 2)));
            assertThat(lease.marks()).containsEntry(ONE, mark(20, 0));
        }
        assertThat(found()).isEqualTo(present(false, Map.of(ONE, mark(20, 0), TWO, mark(3, 2))));
    }

    @Test
    void a_mark_never_falls() throws IOException {
        try (Lease lease = begun()) {
            lease.raise(Map.of(ONE, mark(9, 0)));
            lease.raise(Map.of(ONE, mark(8, 0), TWO, mark(1, 0)));
            assertThat(lease.marks()).containsEntry(ONE, mark(9, 0)).containsEntry(TWO, mark(1, 0));
            assertThatThrownBy(() -> lease.raise(Map.of(ONE, mark(10, 1))))
                    .isInstanceOf(IllegalArgumentException.class);
            Mark elsewhere = new Mark(new ChannelId(Hash.of(Bytes.EMPTY)), 0, 10);
            assertThatThrownBy(() -> lease.raise(Map.of(ONE, elsewhere))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(found()).isEqualTo(present(false, Map.of(ONE, mark(9, 0), TWO, mark(1, 0))));
    }

    @Test
    void a_raise_that_raises_nothing_writes_nothing() throws IOException {
        try (Lease lease = begun()) {
            byte[] before = Files.readAllBytes(file());
            lease.raise(Map.of(ONE, mark(1, 0)));
            assertThat(Files.readAllBytes(file())).isEqualTo(before);
        }
    }

    @Test
    void a_person_can_read_the_file() throws IOException {
        begun().close();
        assertThat(Files.readString(file()))
                .contains("{\"marks\":[{\"channel\":\"" + CHANNEL + "\",\"generation\":0,\"origin\":\"" + ONE
                        + "\",\"size\":1}],\"sequence\":1,\"whole\":true}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void more_records_than_a_slot_holds_get_a_larger_file() throws IOException {
        Random random = new Random(3);
        TreeMap<Origin, Mark> all = new TreeMap<>(Map.of(ONE, mark(1, 0)));
        try (Lease lease = begun()) {
            for (int i = 0; i < 300; i++) {
                Origin origin = Origin.random(random);
                all.put(origin, mark(i, 0));
                lease.raise(Map.of(origin, mark(i, 0)));
            }
        }
        assertThat(found()).isEqualTo(present(false, all));
        assertThat(Files.size(file())).isGreaterThan(8192);
    }

    /// An interrupted write closes the channel for good, as a medium that was pulled out does.
    @Test
    void after_a_write_that_failed_the_file_is_written_anew_as_soon_as_it_can_be() throws IOException {
        try (Lease lease = begun()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lease.raise(Map.of(ONE, mark(5, 0))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write the lease file");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(lease.marks()).as("nothing was acknowledged").isEqualTo(Map.of(ONE, mark(1, 0)));

            lease.raise(Map.of(ONE, mark(5, 0)));
            lease.raise(Map.of(ONE, mark(6, 0)));
        }
        assertThat(found()).isEqualTo(present(false, Map.of(ONE, mark(6, 0))));
    }

    /// The slot that a crash can tear is the one that was being written: the one before last stays.
    @Test
    void a_torn_slot_leaves_what_was_acknowledged_before_and_is_told() throws IOException {
        try (Lease lease = begun()) {
            lease.raise(Map.of(ONE, mark(2, 0)));
            lease.raise(Map.of(ONE, mark(3, 0)));
        }
        byte[] whole = Files.readAllBytes(file());
        // Sequence 3 lies in the second slot, sequence 2 in the first.
        for (int torn : List.of(0, 1, 20, 100, 170, 171)) {
            byte[] cut = whole.clone();
            Arrays.fill(cut, 4096 + torn, 8192, (byte) 0);
            Files.write(file(), cut);
            assertThat(found()).as("cut at %d", torn).isEqualTo(present(true, Map.of(ONE, mark(2, 0))));
        }
        try (Lease lease = Lease.open(file())) {
            lease.raise(Map.of(ONE, mark(4, 0)));
        }
        assertThat(found()).isEqualTo(present(false, Map.of(ONE, mark(4, 0))));
    }

    @Test
    void any_changed_byte_is_noticed() throws IOException {
        try (Lease lease = begun()) {
            lease.raise(Map.of(ONE, mark(2, 0)));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at += at % 4096 < 300 ? 1 : 97) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file(), changed);
            int sizeLeft = at < 4096 ? 1 : 2;
            assertThat(found()).as("byte %d", at).isEqualTo(present(true, Map.of(ONE, mark(sizeLeft, 0))));
        }
    }

    @Test
    void a_file_with_no_slot_intact_is_damaged_not_missing_and_is_kept_when_begun_anew() throws IOException {
        Files.createDirectories(file().getParent());
        for (String content : List.of("", "hello", " ".repeat(8191) + "\n", "x".repeat(8192))) {
            Files.writeString(file(), content);
            assertThat(found()).isInstanceOf(Found.Damaged.class);
        }
        try (Lease lease = Lease.open(file())) {
            lease.begin(Map.of(TWO, mark(5, 1)), false);
            lease.raise(Map.of(TWO, mark(6, 1)));
        }
        assertThat(found()).isEqualTo(new Found.Present(new TreeMap<>(Map.of(TWO, mark(6, 1))), false, false));
        assertThat(Files.readString(file().resolveSibling("lease.json.damaged")))
                .startsWith("xxx");
    }

    @Test
    void a_slot_copied_over_the_other_is_not_taken_for_a_newer_one() throws IOException {
        try (Lease lease = begun()) {
            lease.raise(Map.of(ONE, mark(2, 0)));
        }
        byte[] whole = Files.readAllBytes(file());
        System.arraycopy(whole, 4096, whole, 0, 4096);
        Files.write(file(), whole);
        assertThat(found()).isEqualTo(present(true, Map.of(ONE, mark(1, 0))));
    }

    @Test
    void one_process_has_it_at_a_time() throws IOException {
        try (Lease lease = begun()) {
            assertThatThrownBy(() -> Lease.open(file()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by this process");
            try (Child child = Child.start(LeaseChild.class, file().toString())) {
                assertThat(child.line()).isNull();
                assertThat(child.await()).isNotZero();
            }
            lease.raise(Map.of(ONE, mark(2, 0)));
        }
    }

    @Test
    void every_acknowledged_raise_is_there_after_each_kill() throws IOException {
        begun().close();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int kill = 0; kill < 12; kill++) {
            long acknowledged = raiseAndKill(1 + random.nextInt(200));
            try (Lease lease = Lease.open(file())) {
                assertThat(lease.found()).isInstanceOf(Found.Present.class);
                assertThat(lease.marks().getOrDefault(ONE, mark(0, 0)).size())
                        .as("seed %d kill %d", seed, kill)
                        .isBetween(acknowledged, acknowledged + 1);
            }
        }
    }

    private long raiseAndKill(int lines) throws IOException {
        try (Child child = Child.start(LeaseChild.class, file().toString())) {
            long last = 0;
            for (int i = 0; i < lines; i++) {
                last = Long.parseLong(String.valueOf(child.line()));
            }
            child.kill();
            List<String> rest = child.rest();
            return rest.isEmpty() ? last : Long.parseLong(rest.getLast());
        }
    }

    @Test
    void what_is_no_text_at_all_is_damaged() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), "\u00ff".repeat(4096).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(found()).isInstanceOf(Found.Damaged.class);
    }
}
