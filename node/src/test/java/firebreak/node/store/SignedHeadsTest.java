package firebreak.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.node.store.SignedHeads.Found;
import firebreak.node.store.SignedHeads.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a witness has signed last, on disk.
final class SignedHeadsTest {
    private static final String ONE = "charter/UK/firebreak/one";
    private static final String TWO = "charter/RU/firebreak/two";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("lease.witness");
    }

    private static Head head(long size) {
        return new Head(size, Hash.of(Bytes.ofUtf8("root at " + size)));
    }

    private SignedHeads begun() throws IOException {
        SignedHeads heads = SignedHeads.open(file());
        heads.begin();
        return heads;
    }

    @Test
    void what_was_raised_is_there_when_it_is_opened_again() throws IOException {
        try (SignedHeads heads = begun()) {
            heads.raise(ONE, head(3));
            heads.raise(TWO, head(1));
            heads.raise(ONE, head(7));
        }
        try (SignedHeads again = SignedHeads.open(file())) {
            assertThat(again.found()).isEqualTo(Found.PRESENT);
            assertThat(again.of(ONE)).contains(head(7));
            assertThat(again.of(TWO)).contains(head(1));
            assertThat(again.of("charter/FR/firebreak/three")).isEmpty();
            assertThat(again.count("charter/UK/")).isEqualTo(1);
            again.raise(TWO, head(2));
        }
        try (SignedHeads last = SignedHeads.open(file())) {
            assertThat(last.of(TWO)).contains(head(2));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void nothing_there_is_told_and_nothing_written_before_it_is_begun() throws IOException {
        try (SignedHeads heads = SignedHeads.open(file())) {
            assertThat(heads.found()).isEqualTo(Found.MISSING);
            assertThat(file()).doesNotExist();
            assertThatThrownBy(() -> heads.raise(ONE, head(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_smaller_size_and_another_root_of_the_same_size_are_refused() throws IOException {
        try (SignedHeads heads = begun()) {
            heads.raise(ONE, head(3));
            heads.raise(ONE, head(3));
            assertThatThrownBy(() -> heads.raise(ONE, head(2))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> heads.raise(ONE, new Head(3, head(4).root())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(heads.of(ONE)).contains(head(3));
        }
    }

    /// A crash tears the last line at most; what it said was signed never left.
    @Test
    void a_torn_last_line_is_passed_over_and_written_over() throws IOException {
        try (SignedHeads heads = begun()) {
            heads.raise(ONE, head(3));
            heads.raise(ONE, head(4));
        }
        byte[] whole = Files.readAllBytes(file());
        int last = new String(whole, StandardCharsets.US_ASCII).indexOf("4 ");
        for (int length = last; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (SignedHeads torn = SignedHeads.open(file())) {
                assertThat(torn.of(ONE)).as("%d bytes", length).contains(head(3));
                torn.raise(TWO, head(9));
            }
            try (SignedHeads again = SignedHeads.open(file())) {
                assertThat(again.found()).as("%d bytes", length).isEqualTo(Found.PRESENT);
                assertThat(again.of(TWO)).contains(head(9));
            }
        }
    }

    @Test
    void a_changed_byte_anywhere_in_a_whole_line_is_damage_and_the_file_is_kept_beside_the_new_one()
            throws IOException {
        try (SignedHeads heads = begun()) {
            heads.raise(ONE, head(3));
            heads.raise(TWO, head(4));
        }
        byte[] whole = Files.readAllBytes(file());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            byte[] changed = whole.clone();
            int place = random.nextInt(whole.length - 1); // but for the newline at the end, which makes the line torn
            changed[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), changed);
            try (SignedHeads damaged = SignedHeads.open(file())) {
                assertThat(damaged.found()).as("seed %d, byte %d", seed, place).isEqualTo(Found.DAMAGED);
                assertThat(damaged.of(ONE)).isEmpty();
            }
        }
        try (SignedHeads damaged = SignedHeads.open(file())) {
            damaged.begin();
        }
        assertThat(file().resolveSibling("lease.witness.damaged")).exists();
        try (SignedHeads begun = SignedHeads.open(file())) {
            assertThat(begun.found()).isEqualTo(Found.PRESENT);
            assertThat(begun.records()).isEmpty();
        }
    }

    @Test
    void a_file_that_has_grown_long_is_written_anew_with_what_is_newest() throws IOException {
        begun().close();
        try (SignedHeads heads = SignedHeads.open(file(), 1_000)) {
            for (int size = 1; size <= 100; size++) {
                heads.raise(size % 2 == 0 ? ONE : TWO, head(size));
                assertThat(Files.size(file())).isLessThanOrEqualTo(1_000);
            }
        }
        try (SignedHeads again = SignedHeads.open(file())) {
            assertThat(again.of(ONE)).contains(head(100));
            assertThat(again.of(TWO)).contains(head(99));
        }
    }

    @Test
    void names_have_at_most_200_characters_and_no_space() throws IOException {
        try (SignedHeads heads = begun()) {
            heads.raise("x".repeat(200), head(1));
            for (String bad : new String[] {"x".repeat(201), "a b", "", "new\nline", "é"}) {
                assertThatThrownBy(() -> heads.raise(bad, head(1))).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
