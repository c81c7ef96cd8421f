package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import firebreak.identity.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// From a folder and a key to an open [SqliteStore], or to a refusal that has let go of everything again.
final class Opening {
    static final String FILE = "store.db";
    static final String LOCK = "store.lock";

    static final String KEY_CHECK = "key-check";

    private final Path folder;
    private final Path file;
    private final StoreKeys keys;
    private final RandomGenerator random;
    private final Schema schema;

    Opening(Path folder, Secret storeKey, RandomGenerator random, Schema schema) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.keys = StoreKeys.from(storeKey);
        this.random = random;
        this.schema = schema;
    }

    SqliteStore create() throws StoreException {
        try {
            DurableFile.createFolders(folder);
            return locked(this::build);
        } catch (IOException failed) {
            throw told(failed);
        }
    }

    SqliteStore open() throws StoreException {
        if (!Files.exists(file)) {
            throw refused(nothingThere());
        }
        try {
            return locked(this::migrate);
        } catch (IOException failed) {
            throw told(failed);
        }
    }

    /// What makes the tables ready, in one transaction.
    @FunctionalInterface
    private interface Preparation {
        void prepare(Session session) throws SQLException, Unfit;
    }

    private SqliteStore locked(Preparation preparation) throws IOException {
        ProcessLock lock = ProcessLock.take(folder.resolve(LOCK), folder);
        try {
            DurableFile.createIfAbsent(file);
            return prepared(lock, preparation);
        } catch (SQLException failed) {
            letGo(lock);
            throw Failure.before(file, failed);
        } catch (Unfit unfit) {
            letGo(lock);
            throw refused(unfit);
        } catch (IOException | RuntimeException failed) {
            letGo(lock);
            throw failed;
        }
    }

    private void letGo(ProcessLock lock) throws IOException {
        keys.close();
        lock.close();
    }

    private SqliteStore prepared(ProcessLock lock, Preparation preparation) throws SQLException, Unfit {
        Session session = Session.writer(file);
        try {
            session.begin();
            preparation.prepare(session);
            session.commit();
            Optional<Tally> tally = new Reader(session, sealing()).tally();
            Writer writer = new Writer(file, session, keys, sealing(), tally);
            return new SqliteStore(file, lock, writer, Readers.connect(file, this::sealing), keys);
        } catch (SQLException | Unfit | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    private void build(Session session) throws SQLException, Unfit {
        if (schema.exists(session)) {
            throw new Unfit("there is a store already");
        }
        schema.create(session);
        schema.migrate(session);
        session.put(Schema.PUT_META, KEY_CHECK, Checked.close(keys.check().toArray()));
        session.put(Schema.PUT_META, Writer.TALLY, sealing().seal(Writer.META, Writer.TALLY, new Tally().bytes()));
    }

    private void migrate(Session session) throws SQLException, Unfit {
        if (!schema.exists(session)) {
            throw nothingThere();
        }
        byte[] check = Checked.open(KEY_CHECK, session.bytes(Schema.GET_META, KEY_CHECK));
        if (!Bytes.copyOf(check).equals(keys.check())) {
            throw new Unfit("it was written with another store key: use the keys that belong to this home");
        }
        schema.migrate(session);
    }

    private Sealing sealing() {
        return new Sealing(keys, random);
    }

    private static Unfit nothingThere() {
        return new Unfit("there is no store: make a new one, or put a backup in its place");
    }

    private StoreException refused(Unfit unfit) {
        return new StoreException(
                Outcome.UNCHANGED, "cannot use " + file + " as the store: " + unfit.getMessage(), null);
    }

    private StoreException told(IOException failed) {
        return failed instanceof StoreException told
                ? told
                : new StoreException(Outcome.UNCHANGED, "cannot open " + file + ": " + failed.getMessage(), failed);
    }
}
