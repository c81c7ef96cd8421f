package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one writing connection: all or nothing, durable, one commit at a time in the order of arrival. Between commits
/// it reads too: its cache stays warm, while every commit makes the reading connections forget theirs.
final class Writer implements AutoCloseable {
    static final String META = "meta";
    static final String TALLY = "tally";

    private final Path file;
    private final Session session;
    private final Sealing sealing;
    private final Reader reader;
    private final RowMarks marks;
    private final ReentrantLock lock = new ReentrantLock(true);

    /// Guarded by `lock`, as is `unsure`. Null when the stored one is damaged: then commits leave it alone and every
    /// check says so, until [#recount].
    private @Nullable Tally tally;

    /// Set when it is not known what the disk holds; then nothing is committed on top of it.
    private @Nullable StoreException unsure;

    private boolean closed;

    Writer(Path file, Session session, StoreKeys keys, Sealing sealing, Optional<Tally> tally) {
        this.file = file;
        this.session = session;
        this.sealing = sealing;
        this.reader = new Reader(session, sealing);
        this.marks = new RowMarks(keys);
        this.tally = tally.orElse(null);
    }

    void commit(List<Write> writes) throws StoreException {
        if (!writes.isEmpty()) {
            transaction(() -> apply(writes));
        }
    }

    /// Reads what is durable; through the readers while a commit is under way, and they also say when it is closed.
    Optional<Bytes> get(Table table, String key, Readers readers) {
        if (lock.tryLock()) {
            try {
                if (!closed) {
                    return reader.get(table, key);
                }
            } catch (SQLException failed) {
                throw new UncheckedIOException(Failure.before(file, failed));
            } finally {
                lock.unlock();
            }
        }
        return readers.read(other -> other.get(table, key));
    }

    void recount() throws StoreException {
        transaction(() -> {
            Tally counted = new Tally();
            for (Table table : Table.values()) {
                count(table, counted);
            }
            putTally(counted);
            return counted;
        });
    }

    void limit(long bytes) throws StoreException {
        lock.lock();
        try {
            long pageSize = Long.parseLong(session.text("PRAGMA page_size"));
            session.run("PRAGMA max_page_count = " + bytes / pageSize);
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws StoreException {
        lock.lock();
        try {
            closed = true;
            session.close();
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        } finally {
            lock.unlock();
        }
    }

    /// Changes that become durable together; gives the tally that holds once they are.
    @FunctionalInterface
    private interface Changes {
        @Nullable
        Tally make() throws SQLException;
    }

    private void transaction(Changes changes) throws StoreException {
        lock.lock();
        try {
            requireSure();
            @Nullable Tally counted = make(changes);
            seal();
            tally = counted;
        } finally {
            lock.unlock();
        }
    }

    private void requireSure() throws StoreException {
        if (closed) {
            throw new IllegalStateException("this store is closed");
        }
        if (unsure != null) {
            throw new StoreException(
                    Outcome.UNKNOWN, "an earlier commit failed and the store must be reopened", unsure);
        }
    }

    private @Nullable Tally make(Changes changes) throws StoreException {
        try {
            session.begin();
            return changes.make();
        } catch (SQLException failed) {
            session.rollback();
            throw Failure.before(file, failed);
        }
    }

    /// The crash point: before COMMIT has written its mark nothing has happened, after its fsync everything has.
    private void seal() throws StoreException {
        try {
            session.commit();
        } catch (SQLException failed) {
            session.rollback();
            StoreException told = Failure.atCommit(file, failed);
            unsure = told.mayRetry() ? null : told;
            throw told;
        }
    }

    private @Nullable Tally apply(List<Write> writes) throws SQLException {
        @Nullable Tally next = tally == null ? null : tally.copy();
        for (Write write : writes) {
            apply(write, next);
        }
        if (next != null) {
            putTally(next);
        }
        return next;
    }

    private void apply(Write write, @Nullable Tally counted) throws SQLException {
        if (counted != null) {
            Optional<byte[]> old = session.bytes(Query.NONCE, write.table(), write.key());
            old.ifPresent(nonce -> counted.remove(write.table(), mark(write, nonce)));
        }
        switch (write) {
            case Write.Put put -> put(put, counted);
            case Write.Delete delete -> session.delete(delete.table(), delete.key());
        }
    }

    private void put(Write.Put put, @Nullable Tally counted) throws SQLException {
        byte[] sealed = sealing.seal(put.table().name(), put.key(), put.value());
        session.put(put.table(), put.key(), sealed);
        if (counted != null) {
            counted.add(put.table(), mark(put, Sealing.nonce(sealed)));
        }
    }

    private Hash mark(Write write, byte[] nonce) {
        return marks.of(write.table(), write.key(), nonce);
    }

    private void count(Table table, Tally counted) throws SQLException {
        try (ResultSet rows = session.on(table, Query.NONCES).executeQuery()) {
            while (rows.next()) {
                counted.add(table, marks.of(table, rows.getString(1), Session.blob(rows, 2)));
            }
        }
    }

    private void putTally(Tally counted) throws SQLException {
        session.put(Schema.PUT_META, TALLY, sealing.seal(META, TALLY, counted.bytes()));
    }
}
