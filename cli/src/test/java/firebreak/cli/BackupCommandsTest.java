package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.encoding.Bytes;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import firebreak.node.store.SqliteStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `firebreak backup` and `restore`, as an operator types them.
final class BackupCommandsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String WHAT_WAS_SAID = "what was said between two ministries";

    @TempDir
    private Path folder;

    private Operators at = new Operators(Path.of(""));
    private String vault = "";

    @BeforeEach
    void a_home_with_a_store_and_a_vault() throws Exception {
        at = new Operators(folder);
        at.party("AA");
        vault = at.done("identity new --out vault.key").strip();
        try (NodeKeys keys = keys("aa");
                SqliteStore store = SqliteStore.create(at.path("aa"), keys.store(), RANDOM)) {
            store.commit(List.of(new Write.Put(Table.BODY, "k1", Bytes.ofUtf8(WHAT_WAS_SAID))));
        }
    }

    private NodeKeys keys(String name) throws Exception {
        Home home = Home.at(at.path(name));
        try (Secret passphrase =
                Secret.wrap(Bytes.ofUtf8("secret words of node").toArray())) {
            return ((Unlocked.Opened<NodeKeys>)
                            home.keys(home.config().mode()).node().open(passphrase))
                    .keys();
        }
    }

    private void store(String out) {
        at.done("backup store --home aa -r " + vault + " --out " + out);
    }

    private void keysOf(String out) {
        at.done("backup keys --home aa -r " + vault + " --out " + out);
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String inside(String backup) throws IOException {
        at.done("open " + backup + " -i vault.key --out " + backup + ".tar");
        return new String(Files.readAllBytes(at.path(backup + ".tar")), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_home_made_of_both_backups_is_the_one_they_are_of() throws Exception {
        store("store.age");
        keysOf("keys.age");

        String said = at.done("restore keys.age store.age -i vault.key --home back");

        assertThat(said)
                .contains("Made the exercise home of AA at ", "backup 1, made", "backup 2, made")
                .contains("AA-ONE, AA-TWO", "begun anew", "'restored'", "no other node of AA runs");
        assertThat(at.done("store check --home back --passphrase-file secrets/node"))
                .contains("All 1 values");
        for (String file : List.of("keys/posts/AA-ONE.age", "keys/node.age.sha256", "public.json", "root.json")) {
            assertThat(at.path("back").resolve(file))
                    .hasSameBinaryContentAs(at.path("aa").resolve(file));
        }
        for (String dir : List.of("back", "back/keys", "back/keys/posts")) {
            assertThat(Files.getPosixFilePermissions(at.path(dir)))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(Files.getPosixFilePermissions(at.path("back/store.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(at.done("backup list --home back")).contains("   1  store", "   2  keys ");
        assertThat(beside()).doesNotContain("back.restoring");
    }

    @Test
    void neither_kind_holds_anything_of_the_other_nor_a_passphrase_nor_a_lease() throws Exception {
        at.done("store check --home aa --passphrase-file secrets/node");
        Files.writeString(at.path("aa.lease"), "a planted lease");
        Files.writeString(at.path("aa").resolve("passphrase"), "secret words of node");
        store("store.age");
        keysOf("keys.age");

        String store = inside("store.age");
        String keys = inside("keys.age");
        assertThat(store)
                .contains("store.db", "SQLite format 3", "config.json")
                .doesNotContain("keys/", "officers.json", "age-encryption", "AGE-SECRET", WHAT_WAS_SAID);
        assertThat(keys)
                .contains("keys/node.age", "keys/posts/AA-ONE.age", "config.json")
                .doesNotContain("store.db\0", "SQLite format 3", "keys/roots", "AGE-SECRET");
        for (String either : List.of(store, keys)) {
            assertThat(either).doesNotContain("secret words", "a planted lease");
        }
    }

    @Test
    void every_backup_is_counted_with_the_hash_of_its_file() throws Exception {
        assertThat(at.done("backup list --home aa")).contains("No backup was made");
        store("one.age");
        keysOf("two.age");
        store("three.age");

        String list = at.done("backup list --home aa");
        assertThat(list.lines()).hasSize(3);
        for (String name : List.of("one.age", "two.age", "three.age")) {
            String hash = firebreak.encoding.Hash.of(Bytes.wrap(Files.readAllBytes(at.path(name))))
                    .hex();
            assertThat(list).contains(hash);
        }
        assertThat(at.done("backup list --home aa --json")).contains("\"number\": 3");
    }

    @Test
    void a_line_of_the_list_that_a_crash_cut_off_is_no_backup_and_the_next_takes_its_place() throws Exception {
        store("one.age");
        Path list = at.path("aa").resolve("backups.jsonl");
        Files.writeString(list, "{\"bytes\":12", StandardOpenOption.APPEND);
        assertThat(at.done("backup list --home aa").lines()).hasSize(1);
        store("two.age");
        assertThat(at.done("backup list --home aa").lines()).hasSize(2);
    }

    @Test
    void a_backup_is_checked_down_to_every_value() throws Exception {
        store("store.age");
        keysOf("keys.age");
        assertThat(at.done("backup check store.age -i vault.key")).contains("store backup 1 of AA", "read back whole");
        assertThat(at.done("backup check store.age -i vault.key --keys-of aa --passphrase-file secrets/node"))
                .contains("all 1 values of its store open");
        assertThat(at.done("backup check keys.age -i vault.key --json")).contains("\"whole\": true");

        at.done("identity new --out other.key");
        assertThat(at.failed(Exit.WRONG_SECRET, "backup check store.age -i other.key"))
                .contains("sealed to others");
        assertThat(at.failed(Exit.USAGE, "backup check store.age")).contains("--identity");
    }

    @Test
    void a_cut_or_changed_backup_is_refused_wherever_it_is_cut() throws Exception {
        store("store.age");
        byte[] good = Files.readAllBytes(at.path("store.age"));
        for (int size : new int[] {0, 10, 2000, good.length / 2, good.length - 1}) {
            Files.write(at.path("cut.age"), java.util.Arrays.copyOf(good, size));
            at.failed(Exit.REFUSED, "backup check cut.age -i vault.key");
        }
        good[good.length - 40] ^= 1;
        Files.write(at.path("cut.age"), good);
        at.failed(Exit.REFUSED, "backup check cut.age -i vault.key");
    }

    @Test
    void damage_that_was_backed_up_is_found_by_the_check() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + at.path("aa/store.db"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE body SET value = zeroblob(length(value))");
        }
        store("store.age");
        at.done("backup check store.age -i vault.key");
        assertThat(at.run("backup check store.age -i vault.key --keys-of aa --passphrase-file secrets/node"))
                .isEqualTo(Exit.FAULT);
        assertThat(at.said()).contains("damaged: BODY k1").doesNotContain("read back whole");
    }

    @Test
    void keys_are_sealed_to_a_passphrase_too_and_the_store_is_not() {
        at.types("six words drawn by dice", "six words drawn by dice");
        at.done("backup keys --home aa --passphrase --out keys.age");
        at.types("six words drawn by dice");
        assertThat(at.done("backup check keys.age")).contains("keys backup 1 of AA");
        at.types("another passphrase");
        assertThat(at.failed(Exit.WRONG_SECRET, "backup check keys.age")).contains("not the passphrase");
        at.failed(Exit.USAGE, "backup keys --home aa --passphrase -r " + vault + " --out both.age");
        at.failed(Exit.USAGE, "backup keys --home aa --out none.age");
        at.failed(Exit.USAGE, "backup store --home aa --passphrase --out store.age");
        assertThat(at.path("both.age")).doesNotExist();
    }

    @Test
    void a_backup_is_made_beside_a_running_node_and_nothing_is_overwritten() throws Exception {
        try (NodeKeys keys = keys("aa");
                SqliteStore running = SqliteStore.open(at.path("aa"), keys.store(), RANDOM)) {
            running.commit(List.of(new Write.Put(Table.BODY, "k2", Bytes.ofUtf8("in the log only"))));
            store("store.age");
            assertThat(at.failed(Exit.REFUSED, "backup store --home aa -r " + vault + " --out store.age"))
                    .contains("is there already");
            running.commit(List.of(new Write.Put(Table.BODY, "k3", Bytes.ofUtf8("too late"))));
        }
        assertThat(at.done("backup check store.age -i vault.key --keys-of aa --passphrase-file secrets/node"))
                .contains("all 2 values");
    }

    @Test
    void what_a_crash_left_is_named_and_never_looks_whole() throws Exception {
        for (String left : List.of("store.age.part", "store.age.store")) {
            Files.writeString(at.path(left), "cut off");
            assertThat(at.failed(Exit.REFUSED, "backup store --home aa -r " + vault + " --out store.age"))
                    .contains(left, "remove it");
            Files.delete(at.path(left));
        }
        assertThat(at.path("store.age")).doesNotExist();
        try (FileChannel list = FileChannel.open(
                        Files.createFile(at.path("aa").resolve("backups.jsonl")), StandardOpenOption.WRITE);
                var _ = list.lock()) {
            assertThat(at.failed(Exit.REFUSED, "backup store --home aa -r " + vault + " --out store.age"))
                    .contains("is being made");
        }
        assertThat(beside()).noneMatch(name -> name.startsWith("store.age"));
    }

    @Test
    void a_home_that_never_ran_has_no_store_to_back_up() {
        at.party("BB");
        assertThat(at.failed(Exit.REFUSED, "backup store --home bb -r " + vault + " --out bb.age"))
                .contains("never ran");
        assertThat(at.path("bb.age")).doesNotExist();
        at.done("backup keys --home bb -r " + vault + " --out bb.age");
    }

    @Test
    void a_restore_says_what_is_missing_and_leaves_nothing() throws Exception {
        store("store.age");
        keysOf("keys.age");
        assertThat(at.failed(Exit.REFUSED, "restore keys.age -i vault.key --home back"))
                .contains("--without-store");
        assertThat(at.failed(Exit.REFUSED, "restore keys.age store.age -i vault.key --home back --without-store"))
                .contains("leave --without-store out");
        assertThat(at.failed(Exit.REFUSED, "restore keys.age store.age -i vault.key --home aa"))
                .contains("nothing is restored over a home");
        assertThat(beside()).doesNotContain("back", "back.restoring", "aa.restoring", "aa.lease");

        assertThat(at.json("restore keys.age --without-store -i vault.key --home back --json")
                        .toString())
                .contains("leaseFound");
        assertThat(at.path("back").resolve("store.db")).doesNotExist();
        assertThat(at.path("aa.lease")).as("where the settings say").exists();
    }

    /// The address of the home is where nothing listens, until the test does.
    @Test
    void a_takeover_is_refused_while_anything_answers_at_the_address() throws Exception {
        try (java.net.ServerSocket first = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Home home = Home.at(at.path("aa"));
            firebreak.node.home.Config config = home.config();
            home.write(new firebreak.node.home.Config(
                    config.party(),
                    config.mode(),
                    config.listen(),
                    "https://127.0.0.1:" + first.getLocalPort(),
                    config.api(),
                    config.metrics(),
                    config.lease(),
                    config.passphraseFile()));
            store("store.age");
            keysOf("keys.age");
            String takeover = "takeover store.age keys.age -i vault.key --home second";
            assertThat(at.failed(Exit.REFUSED, takeover)).contains("something answers at", "--first-is-stopped");
            assertThat(at.failed(Exit.REFUSED, "takeover --home aa")).contains("something answers at");
            assertThat(at.path("second")).doesNotExist();
            assertThat(at.path("aa.lease")).doesNotExist();

            assertThat(at.done(takeover + " --first-is-stopped")).contains("Made the exercise home of AA");
        }
        assertThat(at.done("takeover --home aa")).contains("takes over for AA", "opens a successor");
        assertThat(at.path("aa.lease.before-takeover")).exists();
    }
}
