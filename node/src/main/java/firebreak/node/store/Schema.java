package firebreak.node.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The tables on disk, by numbered steps: version n is what steps 1 to n made. A step that was ever released is
/// never changed; the next one changes what it made.
///
/// Table `meta` holds the version, the key check and the sealed [Tally].
final class Schema {
    /// 'FBRK', SQLite's mark of whose file this is.
    static final int APPLICATION = 0x4642_524b;

    static final String GET_META = "SELECT value FROM meta WHERE name = ?";
    static final String PUT_META =
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    /// One step; runs within the transaction that also raises the version.
    @FunctionalInterface
    interface Step {
        void apply(Session session) throws SQLException;
    }

    static final List<Step> STEPS = List.of(Schema::firstTables, Schema::mailbox);
    static final Schema CURRENT = new Schema(STEPS);

    private final List<Step> steps;

    Schema(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    private static void firstTables(Session session) throws SQLException {
        for (String table : List.of(
                "state",
                "leaf",
                "envelope",
                "body",
                "payload",
                "checkpoint",
                "document",
                "draft",
                "note",
                "held",
                "evidence",
                "audit",
                "tile",
                "circular")) {
            session.run("CREATE TABLE " + table + " (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
        }
    }

    private static void mailbox(Session session) throws SQLException {
        session.run("CREATE TABLE mailbox (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
    }

    int newest() {
        return steps.size();
    }

    /// Whether the file has tables at all, and that they are ours.
    boolean exists(Session session) throws SQLException, Unfit {
        boolean empty = session.text("SELECT count(*) FROM sqlite_schema").equals("0");
        String application = session.text("PRAGMA application_id");
        if (!empty && !application.equals(Integer.toString(APPLICATION))) {
            throw new Unfit("it is the database of some other program");
        }
        return !empty;
    }

    /// Within the caller's transaction.
    void create(Session session) throws SQLException {
        session.run("PRAGMA application_id = " + APPLICATION);
        session.run("CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
        putVersion(session, 0);
    }

    /// Takes the steps that are missing, within the caller's transaction.
    void migrate(Session session) throws SQLException, Unfit {
        int from = version(session);
        if (from > newest()) {
            throw new Unfit("a newer Firebreak wrote it (version " + from + ", this one knows " + newest()
                    + "): run that one, or a newer one still");
        }
        for (int step = from; step < newest(); step++) {
            steps.get(step).apply(session);
            putVersion(session, step + 1);
        }
    }

    int version(Session session) throws SQLException, Unfit {
        Optional<byte[]> row = session.bytes(GET_META, "version");
        String text = new String(Checked.open("version", row), StandardCharsets.US_ASCII);
        return Integer.parseInt(text);
    }

    private static void putVersion(Session session, int version) throws SQLException {
        byte[] text = Integer.toString(version).getBytes(StandardCharsets.US_ASCII);
        session.put(PUT_META, "version", Checked.close(text));
    }
}
