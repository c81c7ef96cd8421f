package firebreak.node.store;

import firebreak.engine.Table;
import java.util.Locale;

/// Every statement on the tables of values.
enum Query {
    GET("SELECT value FROM %s WHERE key = ?"),
    NONCE("SELECT substr(value, 1, " + Xaes256Gcm.NONCE_SIZE + ") FROM %s WHERE key = ?"),
    RANGE("SELECT key, value FROM %s WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"),
    KEYS("SELECT key FROM %s WHERE key > ? ORDER BY key LIMIT ?"),
    NONCES("SELECT key, substr(value, 1, " + Xaes256Gcm.NONCE_SIZE + ") FROM %s"),
    PUT("INSERT INTO %s (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    DELETE("DELETE FROM %s WHERE key = ?");

    private final String sql;

    Query(String sql) {
        this.sql = sql;
    }

    String on(Table table) {
        return sql.formatted(table.name().toLowerCase(Locale.ROOT));
    }
}
