package firebreak.node.backup;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every backup that was made of a home, `backups.jsonl`: one JSON object a line, only ever added to, before the
/// backup gets its name. So whoever finds that one is gone knows which and what was in it. One backup is made at a
/// time.
public final class BackupList implements AutoCloseable {
    /// As many as fit are far more than anybody makes.
    private static final int MAX_BYTES = 16 << 20;

    private final FileChannel channel;
    private final List<Entry> entries;

    /// One backup.
    ///
    /// @param made the clock of the machine
    /// @param bytes of the sealed file
    /// @param sha256 of the sealed file
    /// @param to how many recipients it is sealed to; 0 for a passphrase
    public record Entry(long number, BackupKind kind, Instant made, long bytes, Hash sha256, long to) {
        public Json toJson() {
            return Json.object()
                    .with("number", number)
                    .with("kind", kind.word())
                    .with("made", made)
                    .with("bytes", bytes)
                    .with("sha256", sha256)
                    .with("to", to)
                    .build();
        }

        static Entry read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Entry entry = new Entry(
                    fields.integer("number"),
                    fields.required("kind", BackupKind::read),
                    fields.time("made"),
                    fields.integer("bytes"),
                    fields.hash("sha256"),
                    fields.integer("to"));
            fields.done();
            return entry;
        }
    }

    private BackupList(FileChannel channel, List<Entry> entries) {
        this.channel = channel;
        this.entries = entries;
    }

    static Path file(Path home) {
        return home.resolve("backups.jsonl");
    }

    /// What was made so far, the oldest first; a line that a crash cut off was never followed by a backup.
    public static List<Entry> of(Home home) throws IOException, FormatException {
        return read(file(home.folder()));
    }

    private static List<Entry> read(Path file) throws IOException, FormatException {
        if (!Files.exists(file)) {
            return List.of();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is far too large for a list of backups");
        }
        String text = Bytes.wrap(Files.readAllBytes(file)).utf8(file.toString());
        List<Entry> entries = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String place = file + " line " + (entries.size() + 1);
            entries.add(Entry.read(place, Canonical.read(place, Bytes.ofUtf8(line), MAX_BYTES)));
        }
        return entries;
    }

    /// Takes the list of a home's folder, so that no other backup of it is made meanwhile.
    static BackupList open(Path home) throws IOException, FormatException {
        Path file = file(home);
        try {
            DurableFile.createNew(file);
            DurableFile.syncFolder(home);
        } catch (FileAlreadyExistsException there) {
            // it goes on
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                throw new IOException("a backup of " + home + " is being made: wait for it");
            }
            return new BackupList(channel, new ArrayList<>(read(file)));
        } catch (IOException | FormatException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    /// The number of the next backup.
    long next() {
        return 1 + entries.stream().mapToLong(Entry::number).max().orElse(0);
    }

    /// Durable on return. The same file is entered once.
    void add(Entry entry) throws IOException {
        if (entries.stream().anyMatch(known -> known.sha256().equals(entry.sha256()))) {
            return;
        }
        StringBuilder before = new StringBuilder();
        entries.forEach(line -> before.append(text(line)));
        long end = before.toString().getBytes(StandardCharsets.UTF_8).length;
        channel.truncate(end); // a line that a crash cut off
        channel.position(end);
        ByteBuffer rest = ByteBuffer.wrap(text(entry).getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
        entries.add(entry);
    }

    private static String text(Entry entry) {
        return new String(Canonical.write(entry.toJson()).toArray(), StandardCharsets.UTF_8) + "\n";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
