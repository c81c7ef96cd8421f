package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.StoreView.Entry;
import firebreak.engine.Table;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/// Reads through one connection and opens what it reads. Not thread-safe.
final class Reader implements AutoCloseable {
    static final String NOT_COMMITTED_HERE = "it is not what was committed under this key";

    private final Session session;
    private final Sealing sealing;

    Reader(Session session, Sealing sealing) {
        this.session = session;
        this.sealing = sealing;
    }

    static Reader connect(Path file, Sealing sealing) throws SQLException {
        return new Reader(Session.reader(file), sealing);
    }

    Session session() {
        return session;
    }

    Optional<Bytes> get(Table table, String key) throws SQLException {
        try {
            return session.bytes(Query.GET, table, key).map(stored -> open(table, key, stored));
        } catch (SQLException failed) {
            throw damagedOr(failed, new Place(table, key));
        }
    }

    List<Entry> range(Table table, String from, String to, int limit) throws SQLException {
        PreparedStatement statement = session.on(table, Query.RANGE);
        statement.setString(1, from);
        statement.setString(2, to);
        statement.setInt(3, limit);
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(entry(table, rows));
            }
        } catch (SQLException failed) {
            throw damagedOr(
                    failed,
                    new Place(
                            table, entries.isEmpty() ? from : entries.getLast().key()));
        }
        return entries;
    }

    private Entry entry(Table table, ResultSet row) throws SQLException {
        String key = row.getString(1);
        return new Entry(key, open(table, key, Session.blob(row, 2)));
    }

    Bytes open(Table table, String key, byte[] sealed) {
        try {
            return sealing.open(table.name(), key, sealed);
        } catch (AEADBadTagException bad) {
            throw new DamagedException(new Place(table, key), NOT_COMMITTED_HERE, bad);
        }
    }

    boolean opens(Place place, byte[] sealed) {
        try {
            return sealing.open(place.table().name(), place.key(), sealed).size() + Sealing.OVERHEAD == sealed.length;
        } catch (AEADBadTagException bad) {
            return false;
        }
    }

    /// What the store says should be in it; empty when the row that says so is itself damaged.
    Optional<Tally> tally() throws SQLException {
        byte[] sealed = session.bytes(Schema.GET_META, Writer.TALLY).orElse(new byte[0]);
        try {
            return Optional.of(Tally.read(sealing.open(Writer.META, Writer.TALLY, sealed)));
        } catch (AEADBadTagException | FormatException damaged) {
            return Optional.empty();
        }
    }

    private SQLException damagedOr(SQLException failed, Place place) {
        session.forget();
        if (Failure.isDamage(failed)) {
            throw new DamagedException(place, "the pages that hold it, or its neighbours, are damaged", failed);
        }
        return failed;
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
