package firebreak.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program of its own that uses a store, so that tests can kill it, starve it and fail its disk. Each commit with
/// number n puts n into `STATE counter` and ROWS rows that name n; every acknowledged n is printed.
final class StoreChild {
    static final int ROWS = 10;

    private static final String COUNTER = "counter";
    private static final int ENDLESS = Integer.MAX_VALUE;

    private StoreChild() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        switch (args[0]) {
            case "commit" -> commit(folder);
            case "open" -> tellOpening(folder);
            case "fill" -> fill(folder);
            case "failing" -> commitUntilRefused(folder);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    static SqliteStore openOrCreate(Path folder) throws StoreException {
        return Files.exists(folder.resolve("store.db")) ? StoreWorld.reopened(folder) : StoreWorld.fresh(folder);
    }

    private static void commit(Path folder) throws Exception {
        try (SqliteStore store = openOrCreate(folder)) {
            commitUntil(store, ENDLESS);
        }
    }

    /// As far as it goes.
    private static void commitUntil(SqliteStore store, int last) throws StoreException {
        for (int n = counter(store) + 1; n <= last; n++) {
            store.commit(writes(n));
            say(Integer.toString(n));
        }
    }

    private static List<Write> writes(int n) {
        List<Write> writes = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            writes.add(new Write.Put(Table.BODY, key(n, row), content(n, row)));
        }
        writes.add(new Write.Put(Table.STATE, COUNTER, Bytes.ofUtf8(Integer.toString(n))));
        return writes;
    }

    private static Bytes content(int n, int row) {
        return Bytes.ofUtf8(("commit " + n + " row " + row + " ").repeat(10 + 20 * row));
    }

    private static String key(int n, int row) {
        return "n/%08x/%d".formatted(n, row);
    }

    static int counter(SqliteStore store) {
        Optional<Bytes> counter = store.get(Table.STATE, COUNTER);
        try {
            return counter.isEmpty() ? 0 : Integer.parseInt(counter.get().utf8(COUNTER));
        } catch (FormatException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether the store holds every commit up to its counter whole, and nothing of any other.
    static boolean isWhole(SqliteStore store) {
        int counter = counter(store);
        boolean whole = store.range(Table.BODY, key(counter + 1, 0), "~", 1).isEmpty();
        for (int n = 1; n <= counter; n++) {
            for (int row = 0; row < ROWS; row++) {
                whole &= store.get(Table.BODY, key(n, row)).equals(Optional.of(content(n, row)));
            }
        }
        return whole;
    }

    private static void tellOpening(Path folder) {
        try (SqliteStore store = openOrCreate(folder)) {
            say("opened at " + counter(store));
        } catch (StoreException refused) {
            say("refused: " + refused.getMessage());
        }
    }

    /// On a small disk with a file `ballast` beside the store: fills it, makes room, goes on.
    private static void fill(Path folder) throws IOException {
        try (SqliteStore store = openOrCreate(folder)) {
            sayRefusal(store);
            sayRefusal(store);
            Files.delete(folder.resolveSibling("ballast"));
            commitUntil(store, counter(store) + 5);
            say("whole " + isWhole(store));
        }
    }

    private static void commitUntilRefused(Path folder) throws IOException {
        try (SqliteStore store = openOrCreate(folder)) {
            sayRefusal(store);
            sayRefusal(store);
        }
    }

    private static void sayRefusal(SqliteStore store) {
        try {
            commitUntil(store, ENDLESS);
        } catch (StoreException refused) {
            say(refused.outcome() + " whole " + isWhole(store) + " counter " + counter(store) + ": "
                    + refused.getMessage());
        }
    }

    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(US_ASCII);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
