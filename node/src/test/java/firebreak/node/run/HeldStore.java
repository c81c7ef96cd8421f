package firebreak.node.run;

import firebreak.encoding.Bytes;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory whose disk can be made to wait: while it is held, a commit neither shows nor returns.
final class HeldStore implements Store {
    private final Map<Table, NavigableMap<String, Bytes>> tables = new EnumMap<>(Table.class);
    private final Semaphore disk = new Semaphore(1);
    private final AtomicInteger commits = new AtomicInteger();
    private volatile boolean committing;

    HeldStore() {
        for (Table table : Table.values()) {
            tables.put(table, new ConcurrentSkipListMap<>());
        }
    }

    void hold() {
        disk.acquireUninterruptibly();
    }

    void release() {
        disk.release();
    }

    /// Whether a commit waits for the disk.
    boolean committing() {
        return committing;
    }

    int commits() {
        return commits.get();
    }

    /// Waits until a row is there, for a minute at most.
    void awaitRow(Table table, String key) throws InterruptedException {
        synchronized (tables) {
            long end = System.nanoTime() + 60_000_000_000L;
            while (get(table, key).isEmpty()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("there is no " + key);
                }
                TimeUnit.NANOSECONDS.timedWait(tables, left);
            }
        }
    }

    @Override
    public Optional<Bytes> get(Table table, String key) {
        return Optional.ofNullable(table(table).get(key));
    }

    @Override
    public List<Entry> range(Table table, String fromKeyInclusive, String toKeyExclusive, int limit) {
        return table(table).subMap(fromKeyInclusive, toKeyExclusive).entrySet().stream()
                .limit(limit)
                .map(row -> new Entry(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public void commit(List<Write> writes) {
        committing = true;
        disk.acquireUninterruptibly();
        for (Write write : writes) {
            switch (write) {
                case Write.Put(Table table, String key, Bytes value) ->
                    table(table).put(key, value);
                case Write.Delete(Table table, String key) -> table(table).remove(key);
            }
        }
        disk.release();
        commits.incrementAndGet();
        committing = false;
        synchronized (tables) {
            tables.notifyAll();
        }
    }

    private NavigableMap<String, Bytes> table(Table table) {
        return java.util.Objects.requireNonNull(tables.get(table));
    }
}
