package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.encoding.Bytes;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import firebreak.node.store.SqliteStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `firebreak store check` on a home whose store somebody changed behind the node's back.
final class StoreCheckTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHECK = "store check --home aa --passphrase-file secrets/node";

    @TempDir
    private Path folder;

    private Operators at = new Operators(Path.of(""));

    @BeforeEach
    void a_home_with_a_store() throws Exception {
        at = new Operators(folder);
        at.party("AA");
        try (NodeKeys keys = keys();
                SqliteStore store = SqliteStore.create(folder.resolve("aa"), keys.store(), RANDOM)) {
            store.commit(List.of(row(Table.BODY, "k1"), row(Table.BODY, "k2"), row(Table.TILE, "k1")));
        }
    }

    private NodeKeys keys() throws Exception {
        Home home = Home.at(folder.resolve("aa"));
        KeyFile<NodeKeys> file = home.keys(home.config().mode()).node();
        try (Secret passphrase =
                Secret.wrap(Bytes.ofUtf8("secret words of node").toArray())) {
            return ((Unlocked.Opened<NodeKeys>) file.open(passphrase)).keys();
        }
    }

    private static Write row(Table table, String key) {
        return new Write.Put(table, key, Bytes.ofUtf8("what was put there"));
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("aa/store.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_sound_store_is_said_to_be_sound() {
        assertThat(at.done(CHECK)).contains("All 3 values are what was put there.");
    }

    @Test
    void a_changed_byte_and_a_vanished_row_are_named_with_their_place() throws Exception {
        tamper("UPDATE body SET value = zeroblob(length(value)) WHERE key = 'k2'");
        tamper("DELETE FROM tile");

        assertThat(at.run(CHECK)).isEqualTo(Exit.FAULT);
        assertThat(at.said())
                .contains("damaged: BODY k2: ", "damaged: TILE: ", "3 found, 2 values read.")
                .contains("fetches damaged leaves and envelopes");
        assertThat(at.run(CHECK + " --json")).isEqualTo(Exit.FAULT);
        assertThat(at.said()).contains("\"sound\": false").contains("BODY k2: ");
    }

    @Test
    void what_has_vanished_is_accepted_once_and_what_is_damaged_stays_named() throws Exception {
        tamper("DELETE FROM tile");
        assertThat(at.run(CHECK + " --accept")).isEqualTo(Exit.FAULT);
        assertThat(at.said()).contains("damaged: TILE: ", "What has vanished will not be named again.");
        assertThat(at.done(CHECK)).contains("All 2 values are what was put there.");

        tamper("UPDATE body SET value = zeroblob(length(value)) WHERE key = 'k2'");
        assertThat(at.run(CHECK + " --accept")).isEqualTo(Exit.FAULT);
        assertThat(at.run(CHECK)).isEqualTo(Exit.FAULT);
        assertThat(at.said()).contains("damaged: BODY k2: ");
    }

    @Test
    void it_reads_beside_a_running_node_and_accepts_nothing_there() throws Exception {
        tamper("DELETE FROM tile");
        try (NodeKeys keys = keys();
                SqliteStore running = SqliteStore.open(folder.resolve("aa"), keys.store(), RANDOM)) {
            assertThat(at.run(CHECK)).isEqualTo(Exit.FAULT);
            assertThat(at.failed(Exit.REFUSED, CHECK + " --accept")).contains("in use");
            assertThat(running.get(Table.BODY, "k1")).isPresent();
        }
        assertThat(at.run(CHECK)).isEqualTo(Exit.FAULT);
    }

    @Test
    void a_home_that_never_ran_has_no_store_and_says_so() {
        at.party("BB");
        assertThat(at.failed(Exit.REFUSED, "store check --home bb --passphrase-file secrets/node"))
                .contains("there is no store");
    }
}
