package firebreak.sim.world;

import firebreak.encoding.Bytes;
import firebreak.engine.Store;
import firebreak.engine.StoreException;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A disk in memory that keeps the contract of [Store] unless it is told to fail: what was written is read back at
/// once, and only what was synced survives a crash. A sound disk never tears a commit and never forgets a sync; a
/// lying one does both.
final class Disk implements Store {
    /// What the next commit meets.
    enum Fault {
        NONE,
        /// No room: nothing is changed, and the same commit may be tried again.
        FULL,
        /// The commit fails and nothing of it is there afterwards.
        FAILED_AND_LOST,
        /// The commit fails although it is durable.
        FAILED_BUT_KEPT,
        /// The disk says 'durable' and forgets the commit in the next crash, with every later one. A lie.
        FORGOTTEN,
        /// Half of the commit is durable and the disk fails; what it holds is no longer whole. A lie.
        TORN
    }

    /// What lies on the platter of a disk at one moment: a copy of a node's home.
    record Image(Map<Table, NavigableMap<String, Bytes>> tables) {
        /// Whether the home had joined a charter: one that had not looks like a new one.
        boolean joined() {
            return of(tables, Table.STATE).containsKey("parties");
        }
    }

    private final Map<Table, NavigableMap<String, Bytes>> written = empty();
    private Map<Table, NavigableMap<String, Bytes>> durable = empty();
    private final List<List<Write>> unsynced = new ArrayList<>();
    private final Set<String> flipped = new HashSet<>();
    private Fault next = Fault.NONE;
    private boolean forgetting;
    private boolean torn;
    private boolean stopped;

    @Override
    public Optional<Bytes> get(Table table, String key) {
        if (flipped.contains(table + " " + key)) {
            throw new UncheckedIOException(damaged("the value of " + table + " " + key + " fails its check"));
        }
        return Optional.ofNullable(of(written, table).get(key));
    }

    @Override
    public List<Entry> range(Table table, String from, String to, int limit) {
        return of(written, table).subMap(from, true, to, false).keySet().stream()
                .limit(limit)
                .map(key -> new Entry(key, get(table, key).orElseThrow()))
                .toList();
    }

    @Override
    public void commit(List<Write> writes) throws StoreException {
        Fault fault = next;
        next = Fault.NONE;
        if (stopped) {
            throw new StoreException(StoreException.Outcome.UNKNOWN, "the store failed before: open it again", null);
        }
        switch (fault) {
            case FULL -> throw new StoreException(StoreException.Outcome.UNCHANGED, "the disk is full", null);
            case FAILED_AND_LOST -> throw stop("the disk failed");
            case FAILED_BUT_KEPT -> {
                putOff(writes);
                sync();
                throw stop("the disk failed");
            }
            case TORN -> {
                putOff(writes.subList(0, writes.size() / 2));
                sync();
                torn = true;
                throw stop("the disk failed");
            }
            case FORGOTTEN -> {
                forgetting = true;
                putOff(writes);
            }
            case NONE -> {
                putOff(writes);
                sync();
            }
        }
    }

    /// Writes that nobody waits for: read back at once, durable with the next commit, lost in a crash before it.
    void putOff(List<Write> writes) {
        apply(written, writes);
        unsynced.add(List.copyOf(writes));
    }

    private void sync() {
        if (forgetting) {
            return;
        }
        unsynced.forEach(writes -> apply(durable, writes));
        unsynced.clear();
    }

    private StoreException stop(String why) {
        stopped = true;
        return new StoreException(StoreException.Outcome.UNKNOWN, why, null);
    }

    private static StoreException damaged(String what) {
        return new StoreException(StoreException.Outcome.UNKNOWN, what + ": restore this home from a copy", null);
    }

    /// What a judge sees: the values as they were written, whatever has happened to the platter since.
    StoreView asWritten() {
        return new StoreView() {
            @Override
            public Optional<Bytes> get(Table table, String key) {
                return Optional.ofNullable(of(written, table).get(key));
            }

            @Override
            public List<Entry> range(Table table, String from, String to, int limit) {
                return of(written, table).subMap(from, true, to, false).entrySet().stream()
                        .limit(limit)
                        .map(row -> new Entry(row.getKey(), row.getValue()))
                        .toList();
            }
        };
    }

    void fail(Fault fault) {
        next = fault;
    }

    /// One bit of a value turns over on the platter. Reading it fails from now on.
    void flip(Table table, String key) {
        flipped.add(table + " " + key);
    }

    /// The keys that a table holds.
    List<String> keys(Table table) {
        return List.copyOf(of(written, table).keySet());
    }

    /// Power is lost: what was not synced is gone.
    ///
    /// @return whether all that was reported durable is there
    boolean crash() {
        boolean honest = !forgetting || unsynced.isEmpty();
        unsynced.clear();
        forgetting = false;
        next = Fault.NONE;
        load(copy(durable));
        return honest;
    }

    private void load(Map<Table, NavigableMap<String, Bytes>> tables) {
        written.clear();
        written.putAll(tables);
    }

    /// @throws StoreException when the disk finds itself damaged
    void open() throws StoreException {
        stopped = false;
        if (torn) {
            throw damaged("the last commit is torn");
        }
    }

    Image copy() {
        return new Image(copy(durable));
    }

    /// The home is put back from a copy; an empty one is a new disk.
    void restore(Optional<Image> image) {
        durable = image.map(from -> copy(from.tables())).orElseGet(Disk::empty);
        unsynced.clear();
        flipped.clear();
        forgetting = false;
        torn = false;
        stopped = false;
        next = Fault.NONE;
        load(copy(durable));
    }

    private static void apply(Map<Table, NavigableMap<String, Bytes>> tables, List<Write> writes) {
        for (Write write : writes) {
            switch (write) {
                case Write.Put(Table table, String key, Bytes value) ->
                    of(tables, table).put(key, value);
                case Write.Delete(Table table, String key) -> of(tables, table).remove(key);
            }
        }
    }

    private static Map<Table, NavigableMap<String, Bytes>> empty() {
        Map<Table, NavigableMap<String, Bytes>> tables = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            tables.put(table, new TreeMap<>());
        }
        return tables;
    }

    private static Map<Table, NavigableMap<String, Bytes>> copy(Map<Table, NavigableMap<String, Bytes>> tables) {
        Map<Table, NavigableMap<String, Bytes>> copy = new EnumMap<>(Table.class);
        tables.forEach((table, rows) -> copy.put(table, new TreeMap<>(rows)));
        return copy;
    }

    private static NavigableMap<String, Bytes> of(Map<Table, NavigableMap<String, Bytes>> tables, Table table) {
        return Objects.requireNonNull(tables.get(table));
    }
}
