package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.engine.Store;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The node's store in one SQLite file, `store.db`, in a folder of its own that one process has at a time.
///
/// Durable: write-ahead log with synchronous FULL, so [#commit] returns after the fsync; both are verified when
/// opening. Encrypted: every value by XAES-256-GCM under a key derived from the store key, bound to its table and
/// key; the keys of rows are readable. Checked: a value that is not what was committed there is a
/// [DamagedException] that says where; rows that vanished or went back show in [StoreSnapshot#check].
///
/// Any thread may call. One commit runs at a time; reads go on beside it and see the last durable commit. Calls
/// hold a platform thread while the disk works.
///
/// What no store can see by itself: that it was put back whole from an old copy, or that its disk lost the end of the
/// log after a crash. It is then an older state, sound in itself; that is what the [Lease] is for.
public final class SqliteStore implements Store, AutoCloseable {
    private final Path file;
    private final ProcessLock lock;
    private final Writer writer;
    private final Readers readers;
    private final StoreKeys keys;

    SqliteStore(Path file, ProcessLock lock, Writer writer, Readers readers, StoreKeys keys) {
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.keys = keys;
    }

    /// Makes a new, empty store; the folder is made when absent.
    ///
    /// @param storeKey 32 bytes, stays the caller's
    /// @param random for nonces; production passes a `SecureRandom`
    /// @throws StoreException when there is one already, or it is in use, or the disk fails
    public static SqliteStore create(Path folder, Secret storeKey, RandomGenerator random) throws StoreException {
        return new Opening(folder, storeKey, random, Schema.CURRENT).create();
    }

    /// Opens a store that is there, first finishing what a crash left and migrating an older version.
    ///
    /// @throws StoreException when there is none, it is in use, the key is not its key, a newer Firebreak wrote it,
    /// or the file is damaged where it begins
    public static SqliteStore open(Path folder, Secret storeKey, RandomGenerator random) throws StoreException {
        return new Opening(folder, storeKey, random, Schema.CURRENT).open();
    }

    /// @throws DamagedException when the value is not what was committed
    @Override
    public Optional<Bytes> get(Table table, String key) {
        return writer.get(table, key, readers);
    }

    /// @throws DamagedException naming the first damaged value of the range, or the last one before the damage
    @Override
    public List<Entry> range(Table table, String fromKeyInclusive, String toKeyExclusive, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a range is asked for at least one entry, not " + limit);
        }
        return readers.read(reader -> reader.range(table, fromKeyInclusive, toKeyExclusive, limit));
    }

    @Override
    public void commit(List<Write> writes) throws StoreException {
        writer.commit(writes);
    }

    /// Refuses commits that would make the file larger than this, as a full disk would. Not kept across reopening.
    ///
    /// @param bytes at least what the file has now, or that is what holds
    public void limit(long bytes) throws StoreException {
        writer.limit(bytes);
    }

    /// Takes the rows that are there for the rows that should be there. For an operator who has seen a
    /// [StoreSnapshot#check] name
    /// vanished rows and has done what can be done; without it every later check names them again.
    public void recount() throws StoreException {
        writer.recount();
    }

    /// Waits for calls under way. Later calls are a bug.
    @Override
    public void close() throws StoreException {
        try (lock;
                keys;
                writer;
                readers) {
            // closed in the reverse order, each even if another fails
        } catch (StoreException failed) {
            throw failed;
        } catch (IOException failed) {
            throw new StoreException(StoreException.Outcome.UNCHANGED, "cannot release " + file, failed);
        }
    }
}
