package firebreak.node.store;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Small files that survive power loss and are nobody else's to read: files have mode 0600, folders 0700.
public final class DurableFile {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private DurableFile() {}

    /// Puts new content in place of the old, or of nothing: a reader, or the next start after a crash at any moment,
    /// finds one of the two whole. Durable on return.
    public static void replace(Path file, Bytes content) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, CREATE, asAttribute(FILE))) {
            writeFully(channel, content.buffer(), 0);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folderOf(file));
    }

    /// Makes a folder and those above it that are absent, each with mode 0700 and durable.
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folderOf(folder);
        createFolders(parent);
        Files.createDirectory(folder, asAttribute(FOLDER));
        syncFolder(parent);
    }

    /// Why a file or folder is not private: the group or others may touch it, and the command that mends it. Empty when
    /// it is private.
    public static Optional<String> tooOpen(Path path) throws IOException {
        return FOLDER.containsAll(Files.getPosixFilePermissions(path))
                ? Optional.empty()
                : Optional.of(path + " is open to others than its owner: run chmod go= '" + path + "'");
    }

    /// The folder a file or folder lies in.
    public static Path folderOf(Path path) {
        @Nullable Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " lies in no folder");
        }
        return parent;
    }

    /// Makes an empty file.
    ///
    /// @throws FileAlreadyExistsException when there is one
    public static void createNew(Path file) throws IOException {
        Files.createFile(file, asAttribute(FILE));
    }

    static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, asAttribute(FILE));
            syncFolder(folderOf(file));
        } catch (FileAlreadyExistsException there) {
            // what was wanted
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer content, long position) throws IOException {
        long at = position;
        while (content.hasRemaining()) {
            at += channel.write(content, at);
        }
    }

    /// Makes names in the folder durable: new, renamed and removed ones.
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static final Set<StandardOpenOption> CREATE =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static FileAttribute<Set<PosixFilePermission>> asAttribute(Set<PosixFilePermission> mode) {
        return PosixFilePermissions.asFileAttribute(mode);
    }
}
