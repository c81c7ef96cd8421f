package firebreak.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.Hash;
import firebreak.node.store.Lease.Found;
import firebreak.node.store.Lease.Mark;
import firebreak.record.Origin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lease files that are not as the node left them. What was acknowledged is found whole, or the file is damaged: never
/// is it taken for one that names less, and never for none.
class LeaseDamageTest {
    private static final Map<Origin, Mark> EARLIER =
            Map.of(LeaseTest.ONE, LeaseTest.mark(41, 0), Origin.random(new Random(2)), LeaseTest.mark(3, 2));
    private static final Map<Origin, Mark> NEWEST =
            Map.of(LeaseTest.ONE, LeaseTest.mark(42, 0), Origin.random(new Random(2)), LeaseTest.mark(3, 2));

    @TempDir
    private Path folder;

    private Bytes sound = Bytes.EMPTY;

    private Path file() {
        return folder.resolve("uk.lease");
    }

    @BeforeEach
    void write() throws IOException {
        try (Lease lease = Lease.open(file())) {
            lease.begin(EARLIER, true);
            lease.raise(NEWEST);
        }
        sound = Bytes.wrap(Files.readAllBytes(file()));
    }

    private Found found(Bytes content) throws IOException {
        Files.write(file(), content.toArray());
        try (Lease lease = Lease.open(file())) {
            return lease.found();
        }
    }

    private static Found present(boolean torn, Map<Origin, Mark> marks) {
        return new Found.Present(new TreeMap<>(marks), true, torn);
    }

    @Test
    void a_file_cut_anywhere_is_damaged() throws IOException {
        for (int length = 0; length < sound.size(); length += length < 500 || length > 8_000 ? 1 : 61) {
            assertThat(found(sound.slice(0, length))).as("%d bytes", length).isInstanceOf(Found.Damaged.class);
        }
        for (int more : new int[] {1, 4_096, 8_192}) {
            assertThat(found(sound.plus(Bytes.wrap(new byte[more])))).isInstanceOf(Found.Damaged.class);
        }
        assertThat(found(sound)).isEqualTo(present(false, NEWEST));
    }

    @Test
    void a_file_damaged_anywhere_names_the_newest_or_the_one_before_or_is_damaged() throws IOException {
        int[] outcomes = new int[3];
        for (long seed : Damage.costlySeeds().toArray()) {
            Found found = found(Damage.json(sound, new Random(seed)));
            if (found instanceof Found.Damaged) {
                outcomes[0]++;
            } else if (found.equals(present(true, EARLIER))) {
                outcomes[1]++;
            } else {
                assertThat(found).as("seed %d", seed).isIn(present(true, NEWEST), present(false, NEWEST));
                outcomes[2]++;
            }
        }
        assertThat(outcomes).as("each of the three comes about").doesNotContain(0);
    }

    @Test
    void damage_told_to_a_person_is_one_line_and_is_kept_beside_the_new_file() throws IOException {
        for (Bytes content :
                new Bytes[] {Bytes.EMPTY, sound.slice(0, 100), sound.plus(sound).plus(sound)}) {
            Files.write(file(), content.toArray());
            try (Lease lease = Lease.open(file())) {
                assertThat(lease.found())
                        .isInstanceOfSatisfying(
                                Found.Damaged.class,
                                damaged -> assertThat(damaged.finding())
                                        .isNotBlank()
                                        .doesNotContainPattern("\\p{Cntrl}"));
                lease.begin(Map.of(), false);
            }
            assertThat(Bytes.wrap(Files.readAllBytes(folder.resolve("uk.lease.damaged"))))
                    .isEqualTo(content);
            try (Lease lease = Lease.open(file())) {
                assertThat(lease.found()).isEqualTo(new Found.Present(new TreeMap<>(), false, false));
            }
        }
    }

    @Test
    void a_file_that_is_far_too_large_is_damaged_and_not_read() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(1L << 32);
        }
        try (Lease lease = Lease.open(file())) {
            assertThat(lease.found()).isInstanceOf(Found.Damaged.class);
        }
        Files.delete(file());
    }

    /// Written by hand, with a right hash: no number in it may keep a node from starting or from going on.
    @Test
    void a_file_with_numbers_no_node_writes_is_damaged() throws IOException {
        for (String json : new String[] {
            slot("\"sequence\":-1"),
            slot("\"sequence\":1e300"),
            slot("\"sequence\":9007199254740992"),
            slot("\"sequence\":9007199254740991"),
            slot("\"sequence\":\"1\""),
            slot("\"sequence\":1").replace("\"size\":7", "\"size\":-7"),
            slot("\"sequence\":1").replace("\"size\":7", "\"size\":9007199254740992"),
            slot("\"sequence\":1").replace("\"generation\":0", "\"generation\":-1"),
            slot("\"sequence\":1").replace("\"generation\":0", "\"generation\":100000"),
            slot("\"sequence\":1").replace("\"generation\":0", "\"generation\":2147483648"),
            slot("\"sequence\":1").replace("true", "1"),
            slot("\"sequence\":1").replace("true}", "true,\"x\":1}"),
            slot("\"sequence\":1").replaceAll("\\[(.*)]", "[$1,$1]"),
        }) {
            assertThat(found(written(json))).as(json).isInstanceOf(Found.Damaged.class);
        }
        assertThat(found(written(slot("\"sequence\":1")))).isInstanceOf(Found.Present.class);
        Bytes far = written(slot("\"sequence\":9007199254740989"));
        assertThat(found(far)).isInstanceOf(Found.Present.class);
        try (Lease lease = Lease.open(file())) {
            assertThatCode(() -> lease.raise(Map.of(LeaseTest.ONE, LeaseTest.mark(8, 0))))
                    .doesNotThrowAnyException();
        }
    }

    private static String slot(String sequence) {
        Mark mark = LeaseTest.mark(7, 0);
        return "{\"marks\":[{\"channel\":\"" + mark.channel() + "\",\"generation\":0,\"origin\":\"" + LeaseTest.ONE
                + "\",\"size\":7}]," + sequence + ",\"whole\":true}";
    }

    /// In the second slot, where odd sequences lie.
    private static Bytes written(String json) {
        Bytes content = Bytes.ofUtf8(json);
        String text = json + "\n" + Hash.of(content).hex() + "\n";
        String unwritten = " ".repeat(4_095) + "\n";
        return Bytes.ofUtf8(unwritten + text + " ".repeat(4_095 - text.length()) + "\n");
    }
}
