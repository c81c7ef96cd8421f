package firebreak.bench.floor;

import firebreak.bench.measure.Samples;
import firebreak.bench.measure.Stopwatch;
import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import firebreak.node.store.SqliteStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What it takes to make the rows of one appended note durable: by a bare file, and by the node's own store.
final class Disk {
    /// As an append writes them for a note of 1 kB to two posts.
    private static final int LEAF = 65;

    private static final int ENVELOPE = 11_600;
    private static final int BODY = 6_300;
    private static final int NOTE_ROW = 2_300;
    private static final int STATE_ROW = 3_000;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /// @param folder on the disk to be measured; what is made in it is removed again
    Disk(Path folder) {
        this.folder = folder;
    }

    /// The same bytes appended to a file, then fdatasync.
    Samples bare(Stopwatch stopwatch) throws IOException {
        Path file = folder.resolve("bare");
        byte[] bytes = new byte[LEAF + ENVELOPE + BODY + NOTE_ROW + STATE_ROW];
        random.nextBytes(bytes);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            return stopwatch.time(() -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(false);
            });
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// One commit of the node's store with these rows: encrypted, tallied, through SQLite, durable.
    Samples store(Stopwatch stopwatch) throws IOException {
        Path home = folder.resolve("store");
        remove(home);
        try (Secret key = Secret.generate(32, random);
                SqliteStore store = SqliteStore.create(home, key, random)) {
            long[] next = new long[1];
            return stopwatch.time(() -> commit(store, next[0]++));
        } finally {
            remove(home);
        }
    }

    private void commit(SqliteStore store, long index) throws StoreException {
        String key = String.format("record/%016x", index);
        store.commit(List.of(
                new Write.Put(Table.LEAF, key, drawn(LEAF)),
                new Write.Put(Table.ENVELOPE, key, drawn(ENVELOPE)),
                new Write.Put(Table.BODY, key, drawn(BODY)),
                new Write.Put(Table.NOTE, key, drawn(NOTE_ROW)),
                new Write.Put(Table.STATE, "channel", drawn(STATE_ROW))));
    }

    private Bytes drawn(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
