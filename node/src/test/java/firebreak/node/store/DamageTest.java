package firebreak.node.store;

import static firebreak.node.store.StoreWorld.check;
import static firebreak.node.store.StoreWorld.fresh;
import static firebreak.node.store.StoreWorld.put;
import static firebreak.node.store.StoreWorld.reopened;
import static firebreak.node.store.StoreWorld.rows;
import static firebreak.node.store.StoreWorld.tamper;
import static firebreak.node.store.StoreWorld.text;
import static firebreak.node.store.StoreWorld.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is changed in the file behind the store's back is found and named; nothing wrong is ever read.
class DamageTest {
    private static final int ROWS = 4;
    private static final int SIZE = 3000;

    @TempDir
    private Path folder;

    @BeforeEach
    void a_store_with_rows_in_every_table() throws StoreException {
        try (SqliteStore store = fresh(folder)) {
            store.commit(rows(ROWS, SIZE));
        }
    }

    private List<Damage> found() throws StoreException {
        return check(folder).damages();
    }

    private static Damage damaged(Table table, String key) {
        return new Damage.OfValue(new Place(table, key), Reader.NOT_COMMITTED_HERE);
    }

    @Test
    void a_sound_store_is_found_sound_and_progress_reaches_its_end() throws StoreException {
        List<Long> steps = new ArrayList<>();
        CheckReport report = check(folder, (done, total) -> {
            assertThat(total).isEqualTo((long) ROWS * Table.values().length);
            steps.add(done);
        });
        assertThat(report.sound()).isTrue();
        assertThat(report.values()).isEqualTo((long) ROWS * Table.values().length);
        assertThat(steps).isSorted().endsWith((long) ROWS * Table.values().length);
    }

    @Test
    void a_changed_byte_in_any_value_of_any_table_is_refused_with_its_place() throws Exception {
        int[] offsets = {1, 24, 25, 1500, SIZE + 24, SIZE + 40};
        int next = 0;
        for (Table table : Table.values()) {
            tamper(folder, flip(table, "k2", offsets[next++ % offsets.length]));
        }
        try (SqliteStore store = reopened(folder)) {
            for (Table table : Table.values()) {
                DamagedException damaged = catchThrowableOfType(DamagedException.class, () -> store.get(table, "k2"));
                assertThat(damaged.place()).isEqualTo(new Place(table, "k2"));
                assertThat(damaged).hasMessageContaining(table + " k2").hasCauseInstanceOf(StoreException.class);
                assertThat(store.get(table, "k1")).contains(value(text(table, "k1", SIZE)));
            }
        }
        // A flipped nonce is also a row that was never committed.
        assertThat(found()).contains(damaged(Table.STATE, "k2"), damaged(Table.CIRCULAR, "k2"));
        assertThat(found()).filteredOn(Damage.OfValue.class::isInstance).hasSize(Table.values().length);
    }

    /// Replaces one byte of a stored value, counted from 1, by another.
    private static String flip(Table table, String key, int offset) {
        String name = table.name().toLowerCase(Locale.ROOT);
        String at = "substr(value, " + offset + ", 1)";
        return "UPDATE " + name + " SET value = CAST(substr(value, 1, " + (offset - 1) + ") || CASE WHEN " + at
                + " = x'00' THEN x'01' ELSE x'00' END || substr(value, " + (offset + 1) + ") AS BLOB) WHERE key = '"
                + key + "'";
    }

    @Test
    void a_range_over_a_damaged_value_is_refused_with_its_place() throws Exception {
        tamper(folder, flip(Table.LEAF, "k2", 100));
        try (SqliteStore store = reopened(folder)) {
            assertThat(store.range(Table.LEAF, "", "~", 2)).hasSize(2);
            assertThat(store.range(Table.LEAF, "k3", "~", 2)).hasSize(1);
            DamagedException damaged =
                    catchThrowableOfType(DamagedException.class, () -> store.range(Table.LEAF, "", "~", 3));
            assertThat(damaged.place()).isEqualTo(new Place(Table.LEAF, "k2"));
        }
    }

    @Test
    void a_changed_key_is_found_under_the_key_it_has_now() throws Exception {
        tamper(folder, "UPDATE note SET key = 'k2x' WHERE key = 'k2'");
        try (SqliteStore store = reopened(folder)) {
            assertThatThrownBy(() -> store.get(Table.NOTE, "k2x")).isInstanceOf(DamagedException.class);
        }
        assertThat(found()).contains(damaged(Table.NOTE, "k2x"));
    }

    @Test
    void two_swapped_values_are_both_found() throws Exception {
        tamper(
                folder,
                "CREATE TEMP TABLE t AS SELECT key, value FROM body",
                "UPDATE body SET value = (SELECT value FROM t WHERE key = 'k3') WHERE key = 'k0'",
                "UPDATE body SET value = (SELECT value FROM t WHERE key = 'k0') WHERE key = 'k3'");
        assertThat(found()).contains(damaged(Table.BODY, "k0"), damaged(Table.BODY, "k3"));
    }

    @Test
    void a_value_from_the_same_key_of_another_table_is_found() throws Exception {
        tamper(folder, "UPDATE body SET value = (SELECT value FROM envelope WHERE key = 'k1') WHERE key = 'k1'");
        assertThat(found()).contains(damaged(Table.BODY, "k1"));
    }

    @Test
    void a_value_of_another_type_or_too_short_for_a_seal_is_found() throws Exception {
        tamper(
                folder,
                "UPDATE held SET value = 17 WHERE key = 'k0'",
                "UPDATE held SET value = x'' WHERE key = 'k1'",
                "UPDATE held SET value = substr(value, 1, 39) WHERE key = 'k2'");
        assertThat(found()).contains(damaged(Table.HELD, "k0"), damaged(Table.HELD, "k1"), damaged(Table.HELD, "k2"));
    }

    @Test
    void a_vanished_row_is_found_in_its_table() throws Exception {
        tamper(folder, "DELETE FROM tile WHERE key = 'k1'");
        assertThat(found()).containsExactly(new Damage.OfTable(Table.TILE, "it should have 4 readable rows and has 3"));
    }

    @Test
    void a_row_that_went_back_to_an_older_version_is_found_in_its_table() throws Exception {
        tamper(folder, "CREATE TABLE old AS SELECT key, value FROM state");
        try (SqliteStore store = reopened(folder)) {
            store.commit(List.of(put(Table.STATE, "k1", "newer")));
        }
        tamper(folder, "UPDATE state SET value = (SELECT value FROM old WHERE key = 'k1') WHERE key = 'k1'");
        assertThat(found())
                .containsExactly(new Damage.OfTable(Table.STATE, "some of its rows are not those last committed"));
    }

    @Test
    void once_mended_and_recounted_the_store_is_sound() throws Exception {
        tamper(folder, "DELETE FROM tile WHERE key = 'k1'", flip(Table.BODY, "k0", 1));
        try (SqliteStore store = reopened(folder)) {
            store.commit(List.of(put(Table.TILE, "k1", "fetched"), put(Table.BODY, "k0", "fetched")));
            assertThat(check(folder).damages()).isNotEmpty();
            store.recount();
            assertThat(check(folder).damages()).isEmpty();
            store.commit(List.of(put(Table.TILE, "k9", "v")));
            assertThat(check(folder).damages()).isEmpty();
        }
    }

    @Test
    void a_damaged_tally_is_told_and_keeps_the_store_open_for_mending() throws Exception {
        tamper(folder, "UPDATE meta SET value = zeroblob(500) WHERE name = 'tally'");
        try (SqliteStore store = reopened(folder)) {
            store.commit(List.of(put(Table.NOTE, "k", "v")));
            assertThat(store.get(Table.NOTE, "k")).contains(value("v"));
            assertThat(check(folder).damages())
                    .containsExactly(new Damage.OfFile(
                            "its row meta tally is damaged: firebreak store check --accept counts anew"));
            store.recount();
            assertThat(check(folder).sound()).isTrue();
        }
    }

    @Test
    void a_damaged_version_or_key_check_is_told_apart_from_a_wrong_key() throws Exception {
        for (String name : List.of("version", "key-check")) {
            tamper(folder, "CREATE TABLE IF NOT EXISTS kept AS SELECT name, value FROM meta");
            tamper(folder, "UPDATE meta SET value = x'31' || substr(value, 2) || x'00' WHERE name = '" + name + "'");
            assertThatThrownBy(() -> reopened(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("meta " + name + " is damaged");
            tamper(folder, "UPDATE meta SET value = (SELECT value FROM kept WHERE kept.name = meta.name)");
        }
        assertThat(found()).isEmpty();
    }

    /// Any single byte of the file: either it is found, or it made no difference to anything that is read.
    @Test
    void no_changed_byte_of_the_file_goes_unseen_and_matters() throws Exception {
        Path file = folder.resolve("store.db");
        byte[] sound = Files.readAllBytes(file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int unnoticed = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = sound.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            if (looksSound()) {
                unnoticed++;
                assertThat(everything()).as("seed %d, byte %d", seed, at).isEqualTo(expected());
            }
        }
        assertThat(unnoticed)
                .as("only unused bytes may go unnoticed, seed %d", seed)
                .isLessThan(200);
    }

    private boolean looksSound() {
        try {
            List<Damage> found = found();
            assertThat(found).extracting(Damage::toString).noneMatch(line -> line.contains("\n"));
            return found.isEmpty();
        } catch (StoreException refused) {
            return false;
        }
    }

    private List<Optional<Bytes>> everything() throws IOException {
        List<Optional<Bytes>> all = new ArrayList<>();
        try (SqliteStore store = reopened(folder)) {
            for (Table table : Table.values()) {
                for (int i = 0; i < ROWS; i++) {
                    all.add(store.get(table, "k" + i));
                }
            }
        }
        return all;
    }

    private static List<Optional<Bytes>> expected() {
        List<Optional<Bytes>> all = new ArrayList<>();
        for (Table table : Table.values()) {
            for (int i = 0; i < ROWS; i++) {
                all.add(Optional.of(value(text(table, "k" + i, SIZE))));
            }
        }
        return all;
    }
}
