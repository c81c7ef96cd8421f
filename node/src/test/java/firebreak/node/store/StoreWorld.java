package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What the tests of the store share: a key, values and a way round the store to its file.
final class StoreWorld {
    static final RandomGenerator RANDOM = new SecureRandom();

    private StoreWorld() {}

    static Secret key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Secret.wrap(key);
    }

    static SqliteStore fresh(Path folder) throws StoreException {
        return SqliteStore.create(folder, key(1), RANDOM);
    }

    static SqliteStore reopened(Path folder) throws StoreException {
        return SqliteStore.open(folder, key(1), RANDOM);
    }

    /// What reading all of a store finds wrong, whether or not it is open.
    static CheckReport check(Path folder) throws StoreException {
        return check(folder, (done, total) -> {});
    }

    static CheckReport check(Path folder, StoreSnapshot.Progress progress) throws StoreException {
        try (Secret key = key(1);
                StoreSnapshot snapshot = StoreSnapshot.open(folder, key, RANDOM)) {
            return snapshot.check(progress);
        }
    }

    static Bytes value(String text) {
        return Bytes.ofUtf8(text);
    }

    static Write put(Table table, String key, String value) {
        return new Write.Put(table, key, value(value));
    }

    static Write delete(Table table, String key) {
        return new Write.Delete(table, key);
    }

    /// So many rows in every table, keys `k0`, `k1` …
    static List<Write> rows(int perTable, int bytes) {
        List<Write> writes = new ArrayList<>();
        for (Table table : Table.values()) {
            for (int i = 0; i < perTable; i++) {
                writes.add(put(table, "k" + i, text(table, "k" + i, bytes)));
            }
        }
        return writes;
    }

    /// A value that names its place, of this many bytes.
    static String text(Table table, String key, int bytes) {
        return (table + " " + key + " ").repeat(bytes / 4 + 1).substring(0, bytes);
    }

    /// Changes the file as no store would.
    static void tamper(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
