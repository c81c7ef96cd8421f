package firebreak.node.store;

import firebreak.engine.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/// One connection to the database file with its prepared statements. Knows rows, nothing of what they mean.
/// Not thread-safe.
final class Session implements AutoCloseable {
    /// 16 MiB of log between checkpoints: a checkpoint costs some fsyncs, a longer log a slower start after a crash.
    private static final int CHECKPOINT_PAGES = 4096;

    private static final int CACHE_KIB = 16 << 10;
    private static final int BUSY_MILLIS = 5_000;

    private final Connection connection;
    private final Map<Query, Map<Table, PreparedStatement>> statements = new EnumMap<>(Query.class);
    private final Map<String, PreparedStatement> others = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session writer(Path file) throws SQLException {
        Session session = connect(file);
        session.set("journal_mode", "wal");
        session.set("secure_delete", "1");
        session.run("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        session.run("PRAGMA fullfsync = 1");
        session.run("PRAGMA checkpoint_fullfsync = 1");
        return session;
    }

    static Session reader(Path file) throws SQLException {
        Session session = connect(file);
        session.set("query_only", "1");
        return session;
    }

    /// For a copy to another file, which a connection set to reading alone may not make.
    static Session copier(Path file) throws SQLException {
        return connect(file);
    }

    private static Session connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false); // there are none, and asking costs a statement for each write
        Session session = new Session(config.createConnection("jdbc:sqlite:" + file));
        try {
            session.run("PRAGMA trusted_schema = OFF");
            session.run("PRAGMA cell_size_check = ON");
            session.run("PRAGMA cache_size = -" + CACHE_KIB);
            session.set("synchronous", "2");
            return session;
        } catch (SQLException refused) {
            session.close();
            throw refused;
        }
    }

    /// Sets a PRAGMA and asks whether it took: SQLite keeps silent about those it does not follow.
    private void set(String pragma, String value) throws SQLException {
        run("PRAGMA " + pragma + " = " + value);
        String taken = text("PRAGMA " + pragma);
        if (!taken.equals(value)) {
            throw new SQLException("PRAGMA " + pragma + " is " + taken + " although set to " + value);
        }
    }

    PreparedStatement on(Table table, Query query) throws SQLException {
        Map<Table, PreparedStatement> prepared = statements.computeIfAbsent(query, q -> new EnumMap<>(Table.class));
        PreparedStatement statement = prepared.get(table);
        if (statement == null) {
            statement = connection.prepareStatement(query.on(table));
            prepared.put(table, statement);
        }
        return statement;
    }

    Optional<byte[]> bytes(Query query, Table table, String key) throws SQLException {
        return bytes(on(table, query), key);
    }

    Optional<byte[]> bytes(String sql, String key) throws SQLException {
        return bytes(prepared(sql), key);
    }

    private static Optional<byte[]> bytes(PreparedStatement statement, String key) throws SQLException {
        statement.setString(1, key);
        try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(blob(found, 1)) : Optional.empty();
        }
    }

    /// A column may come back as NULL or with another type when its header byte was damaged; then it is no value of
    /// ours, and the empty bytes open nowhere.
    static byte[] blob(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    void put(Table table, String key, byte[] value) throws SQLException {
        put(on(table, Query.PUT), key, value);
    }

    void put(String sql, String key, byte[] value) throws SQLException {
        put(prepared(sql), key, value);
    }

    private static void put(PreparedStatement statement, String key, byte[] value) throws SQLException {
        statement.setString(1, key);
        statement.setBytes(2, value);
        statement.executeUpdate();
    }

    void delete(Table table, String key) throws SQLException {
        PreparedStatement statement = on(table, Query.DELETE);
        statement.setString(1, key);
        statement.executeUpdate();
    }

    void begin() throws SQLException {
        prepared("BEGIN IMMEDIATE").execute();
    }

    void beginReading() throws SQLException {
        prepared("BEGIN").execute();
    }

    void commit() throws SQLException {
        prepared("COMMIT").execute();
    }

    /// After a failure: the driver gives up a statement that failed, so all are prepared afresh when next used.
    void forget() {
        others.values().forEach(Session::discard);
        statements.values().forEach(prepared -> prepared.values().forEach(Session::discard));
        others.clear();
        statements.clear();
    }

    private static void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException alreadyGivenUp) {
            // nothing is left of it
        }
    }

    /// After a failure within a transaction: ends it, if SQLite has not done so itself.
    void rollback() {
        forget();
        try {
            run("ROLLBACK");
        } catch (SQLException alreadyEnded) {
            // 'no transaction is active': what was wanted
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row.
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = others.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            others.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
