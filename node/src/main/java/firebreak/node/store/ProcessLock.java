package firebreak.node.store;

import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps a folder or file to one process at a time. The kernel drops the lock with the process, however it ends, so
/// no stale lock is ever left. The lock file names its holder, for people. Local file systems only.
final class ProcessLock implements AutoCloseable {
    /// POSIX forgets all locks of a process on a file when *any* of its handles closes; so a second attempt within
    /// this process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @param file the lock file, made when absent; its folder exists
    /// @param guarded what it stands for, for the refusal
    /// @throws StoreException when another process, or this one, holds it: the message says who
    static ProcessLock take(Path file, Path guarded) throws IOException {
        Path real = DurableFile.folderOf(file).toRealPath().resolve(file.getFileName());
        if (!HELD_HERE.add(real)) {
            throw taken(guarded, "this process");
        }
        try {
            return lock(real, guarded);
        } catch (IOException refused) {
            HELD_HERE.remove(real);
            throw refused;
        }
    }

    private static ProcessLock lock(Path file, Path guarded) throws IOException {
        DurableFile.createIfAbsent(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw taken(guarded, holder(file));
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
        return new ProcessLock(file, channel);
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
    }

    private static StoreException taken(Path guarded, String holder) {
        return new StoreException(
                Outcome.UNCHANGED, guarded + " is in use by " + holder + ": stop that one first", null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
