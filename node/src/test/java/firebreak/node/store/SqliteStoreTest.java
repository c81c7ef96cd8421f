package firebreak.node.store;

import static firebreak.node.store.StoreWorld.delete;
import static firebreak.node.store.StoreWorld.fresh;
import static firebreak.node.store.StoreWorld.key;
import static firebreak.node.store.StoreWorld.put;
import static firebreak.node.store.StoreWorld.reopened;
import static firebreak.node.store.StoreWorld.tamper;
import static firebreak.node.store.StoreWorld.value;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.StoreException;
import firebreak.engine.StoreView.Entry;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
    @TempDir
    private Path home;

    private Path folder() {
        return home.resolve("store");
    }

    @Test
    void what_was_committed_is_read_back_before_and_after_reopening() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.NOTE, "a", "one"), put(Table.LEAF, "a", "two")));
            assertThat(store.get(Table.NOTE, "a")).contains(value("one"));
        }
        try (SqliteStore store = reopened(folder())) {
            assertThat(store.get(Table.NOTE, "a")).contains(value("one"));
            assertThat(store.get(Table.LEAF, "a")).contains(value("two"));
            assertThat(store.get(Table.BODY, "a")).isEmpty();
        }
    }

    @Test
    void the_last_change_of_a_key_holds_within_one_commit() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.STATE, "k", "1"), put(Table.STATE, "k", "2"), delete(Table.STATE, "gone")));
            store.commit(List.of(delete(Table.STATE, "k"), put(Table.STATE, "k", "3")));
            assertThat(store.get(Table.STATE, "k")).contains(value("3"));
            store.commit(List.of(put(Table.STATE, "k", "4"), delete(Table.STATE, "k")));
            assertThat(store.get(Table.STATE, "k")).isEmpty();
            assertThat(StoreWorld.check(folder()).damages()).isEmpty();
        }
    }

    @Test
    void an_empty_value_and_an_empty_commit_are_kept_as_they_are() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of());
            store.commit(List.of(new Write.Put(Table.STATE, "empty", Bytes.EMPTY)));
            assertThat(store.get(Table.STATE, "empty")).contains(Bytes.EMPTY);
        }
    }

    @Test
    void a_range_is_in_bytewise_order_from_the_first_key_to_before_the_last() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            for (String key : List.of("b", "B", "a/2", "a/10", "~", "!", "a")) {
                store.commit(List.of(put(Table.TILE, key, key)));
            }
            assertThat(keys(store.range(Table.TILE, "", "\u007f", 100)))
                    .containsExactly("!", "B", "a", "a/10", "a/2", "b", "~");
            assertThat(keys(store.range(Table.TILE, "a/10", "b", 100))).containsExactly("a/10", "a/2");
            assertThat(keys(store.range(Table.TILE, "", "~~", 2))).containsExactly("!", "B");
            assertThat(keys(store.range(Table.TILE, "B!", "~~", 2))).containsExactly("a", "a/10");
            assertThat(store.range(Table.LEAF, "", "~~", 2)).isEmpty();
        }
    }

    @Test
    void a_range_of_no_entries_is_a_mistake_of_the_caller() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            assertThatThrownBy(() -> store.range(Table.TILE, "", "~", 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_value_of_the_largest_size_fits_and_one_byte_more_does_not() throws StoreException {
        Bytes largest = Bytes.wrap(new byte[Write.MAX_VALUE]);
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(new Write.Put(Table.BODY, "k", largest)));
            assertThat(store.get(Table.BODY, "k")).contains(largest);
        }
        assertThatThrownBy(() -> new Write.Put(Table.BODY, "k", largest.plus(Bytes.ofUtf8("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_has_1_to_512_printable_characters() throws StoreException {
        String longest = "k".repeat(Write.MAX_KEY);
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.NOTE, longest, "v"), put(Table.NOTE, "!~", "v")));
            assertThat(store.get(Table.NOTE, longest)).contains(value("v"));
        }
        for (String bad : List.of("", longest + "k", "with space", "line\n", "\u007f", "é")) {
            assertThatThrownBy(() -> put(Table.NOTE, bad, "v")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> delete(Table.NOTE, bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// The store against a sorted map, by drawn commits and reopenings.
    @Test
    void it_behaves_like_a_sorted_map_per_table() throws StoreException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeMap<String, Bytes> model = new TreeMap<>();
        SqliteStore store = fresh(folder());
        for (int step = 0; step < 300; step++) {
            List<Write> writes = drawWrites(random);
            store.commit(writes);
            writes.forEach(write -> apply(write, model));
            if (random.nextInt(20) == 0) {
                store.close();
                store = reopened(folder());
            }
            String from = "k" + random.nextInt(40);
            String to = "k" + random.nextInt(40) + "~";
            assertThat(store.range(Table.AUDIT, from, to, 7))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(range(model, from, to, 7));
        }
        assertThat(StoreWorld.check(folder()).damages()).as("seed %d", seed).isEmpty();
        store.close();
    }

    private static List<Entry> range(NavigableMap<String, Bytes> model, String from, String to, int limit) {
        return from.compareTo(to) >= 0
                ? List.of()
                : model.subMap(from, to).entrySet().stream()
                        .limit(limit)
                        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static List<Write> drawWrites(Random random) {
        List<Write> writes = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            String key = "k" + random.nextInt(40);
            byte[] value = new byte[random.nextInt(6000)];
            random.nextBytes(value);
            boolean deletes = random.nextInt(4) == 0;
            writes.add(deletes ? delete(Table.AUDIT, key) : new Write.Put(Table.AUDIT, key, Bytes.wrap(value)));
        }
        return writes;
    }

    private static void apply(Write write, NavigableMap<String, Bytes> model) {
        switch (write) {
            case Write.Put put -> model.put(put.key(), put.value());
            case Write.Delete delete -> model.remove(delete.key());
        }
    }

    @Test
    void reads_beside_commits_see_whole_commits_and_never_an_older_one() throws Exception {
        try (SqliteStore store = fresh(folder());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.commit(pair(0));
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> watch(store, 200)));
            }
            for (int n = 1; n <= 200; n++) {
                store.commit(pair(n));
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isEqualTo(200);
            }
        }
    }

    private static List<Write> pair(int n) {
        return List.of(put(Table.STATE, "a", "" + n), put(Table.STATE, "b", "" + n));
    }

    /// Reads until it sees the last commit.
    private static int watch(SqliteStore store, int last) throws FormatException {
        int seen = 0;
        while (seen < last) {
            List<Entry> pair = store.range(Table.STATE, "a", "c", 2);
            assertThat(pair.getFirst().value()).isEqualTo(pair.getLast().value());
            int n = Integer.parseInt(pair.getFirst().value().utf8("n"));
            assertThat(n).isGreaterThanOrEqualTo(seen);
            seen = n;
        }
        return seen;
    }

    @Test
    void nothing_committed_can_be_read_in_the_files() throws IOException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.BODY, "k", "the-plain-content ".repeat(50))));
            for (Path file : files()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("plain-content");
            }
        }
    }

    @Test
    void no_file_of_the_store_is_open_to_others() throws IOException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.BODY, "k", "v")));
            assertThat(files()).hasSizeGreaterThanOrEqualTo(4);
            for (Path file : files()) {
                assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
            }
            assertThat(mode(folder())).isEqualTo("rwx------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    @Test
    void opening_where_there_is_no_store_is_refused_and_leaves_nothing() {
        assertThatThrownBy(() -> reopened(folder()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no store");
        assertThat(folder()).doesNotExist();
    }

    @Test
    void a_store_whose_making_was_interrupted_counts_as_none_and_can_be_made() throws IOException {
        Files.createDirectory(folder());
        Files.createFile(folder().resolve("store.db"));
        assertThatThrownBy(() -> reopened(folder())).hasMessageContaining("there is no store");
        try (SqliteStore store = fresh(folder())) {
            assertThat(store.get(Table.STATE, "k")).isEmpty();
        }
    }

    @Test
    void making_a_store_where_there_is_one_is_refused_and_harms_nothing() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            store.commit(List.of(put(Table.STATE, "k", "v")));
        }
        assertThatThrownBy(() -> fresh(folder())).hasMessageContaining("there is a store already");
        try (SqliteStore store = reopened(folder())) {
            assertThat(store.get(Table.STATE, "k")).contains(value("v"));
        }
    }

    @Test
    void another_store_key_is_refused_as_such() throws StoreException {
        fresh(folder()).close();
        assertThatThrownBy(() -> SqliteStore.open(folder(), key(2), StoreWorld.RANDOM))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another store key");
        reopened(folder()).close();
    }

    @Test
    void a_second_opening_within_the_process_is_refused_and_the_first_keeps_its_lock() throws StoreException {
        try (SqliteStore store = fresh(folder())) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> reopened(folder())).hasMessageContaining("in use by this process");
            }
            store.commit(List.of(put(Table.STATE, "k", "v")));
        }
        reopened(folder()).close();
    }

    @Test
    void the_database_of_another_program_is_refused_and_left_alone() throws Exception {
        Files.createDirectory(folder());
        tamper(folder(), "CREATE TABLE theirs (x)");
        assertThatThrownBy(() -> reopened(folder())).hasMessageContaining("some other program");
        assertThatThrownBy(() -> fresh(folder())).hasMessageContaining("some other program");
        tamper(folder(), "SELECT x FROM theirs");
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        Files.createDirectory(folder());
        Files.writeString(folder().resolve("store.db"), "hello ".repeat(1000));
        assertThatThrownBy(() -> reopened(folder()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a database");
    }

    @Test
    void a_closed_store_refuses_every_call_as_a_mistake() throws StoreException {
        SqliteStore store = fresh(folder());
        store.close();
        assertThatThrownBy(() -> store.get(Table.STATE, "k")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.commit(List.of(delete(Table.STATE, "k"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_durability_settings_have_taken() throws Exception {
        fresh(folder()).close();
        try (Session session = Session.writer(folder().resolve("store.db"))) {
            assertThat(session.text("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(session.text("PRAGMA synchronous")).isEqualTo("2");
            assertThat(session.text("PRAGMA secure_delete")).isEqualTo("1");
        }
    }

    private static List<String> keys(List<Entry> entries) {
        return entries.stream().map(Entry::key).toList();
    }
}
