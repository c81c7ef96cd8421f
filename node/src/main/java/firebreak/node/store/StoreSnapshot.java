package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.Secret;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A store as it was at one moment, for reading only: a second connection beside a running node, which it neither
/// locks nor waits for. What is committed later does not show. For short work: while it is open the node's log file
/// cannot shrink.
///
/// Not thread-safe.
public final class StoreSnapshot implements StoreView, AutoCloseable {
    private final Path file;
    private final Session session;
    private final Reader reader;
    private final StoreKeys keys;

    private StoreSnapshot(Path file, Session session, StoreKeys keys, Sealing sealing) {
        this.file = file;
        this.session = session;
        this.reader = new Reader(session, sealing);
        this.keys = keys;
    }

    /// @param storeKey stays the caller's
    /// @param random never drawn from: reading needs none
    /// @throws StoreException when there is no store, the key is not its key, another version of Firebreak
    ///     wrote it, or it is damaged where it begins
    public static StoreSnapshot open(Path folder, Secret storeKey, RandomGenerator random) throws StoreException {
        Path file = folder.resolve(Opening.FILE);
        if (!Files.exists(file)) {
            throw refused(file, "there is no store");
        }
        StoreKeys keys = StoreKeys.from(storeKey);
        try {
            Session session = Session.reader(file);
            try {
                session.beginReading();
                check(session, keys);
                return new StoreSnapshot(file, session, keys, new Sealing(keys, random));
            } catch (SQLException | Unfit | RuntimeException failed) {
                session.close();
                throw failed;
            }
        } catch (SQLException failed) {
            keys.close();
            throw Failure.before(file, failed);
        } catch (Unfit unfit) {
            keys.close();
            throw refused(file, String.valueOf(unfit.getMessage()));
        }
    }

    private static void check(Session session, StoreKeys keys) throws SQLException, Unfit {
        if (!Schema.CURRENT.exists(session)) {
            throw new Unfit("there is no store");
        }
        byte[] stored = Checked.open(Opening.KEY_CHECK, session.bytes(Schema.GET_META, Opening.KEY_CHECK));
        if (!Bytes.copyOf(stored).equals(keys.check())) {
            throw new Unfit("it was written with another store key: use the keys that belong to this home");
        }
        int version = Schema.CURRENT.version(session);
        if (version != Schema.CURRENT.newest()) {
            throw new Unfit("its version is " + version + " and this Firebreak reads " + Schema.CURRENT.newest()
                    + ": start the node once with this one, or use the one that wrote it");
        }
    }

    private static StoreException refused(Path file, String reason) {
        return new StoreException(Outcome.UNCHANGED, "cannot read " + file + ": " + reason, null);
    }

    /// @throws DamagedException when the value is not what was committed
    @Override
    public Optional<Bytes> get(Table table, String key) {
        try {
            return reader.get(table, key);
        } catch (SQLException failed) {
            throw new UncheckedIOException(Failure.before(file, failed));
        }
    }

    @Override
    public List<Entry> range(Table table, String fromKeyInclusive, String toKeyExclusive, int limit) {
        try {
            return reader.range(table, fromKeyInclusive, toKeyExclusive, limit);
        } catch (SQLException failed) {
            throw new UncheckedIOException(Failure.before(file, failed));
        }
    }

    /// Reads everything that was stored at that moment and lists all that is damaged, whether or not a node runs.
    public CheckReport check(Progress progress) throws StoreException {
        return new Check(reader, file, new RowMarks(keys)).everything(progress);
    }

    /// Told now and then how far a long read has come.
    @FunctionalInterface
    public interface Progress {
        /// @param total an estimate; `done` may pass it
        void at(long done, long total);
    }

    @Override
    public void close() throws StoreException {
        try {
            session.close();
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        } finally {
            keys.close();
        }
    }
}
