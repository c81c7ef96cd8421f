package firebreak.cli.file;

import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/// A new file that is there whole or not at all, for its owner alone to read. What is written goes to a file beside it,
/// which bears the name when all is written and durable, and is gone when anything fails.
final class WholeFile {
    /// Writes the content.
    @FunctionalInterface
    interface Writing<T> {
        T to(OutputStream out) throws Refusal, IOException, FormatException;
    }

    private WholeFile() {}

    /// @throws Refusal when there is a file of that name
    static <T> T write(Path file, Writing<T> writing) throws Refusal, IOException, FormatException {
        refuseIfThere(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            T result = written(part, writing);
            named(part, file);
            return result;
        } catch (FileAlreadyExistsException there) {
            throw new Refusal(
                    there.getFile().equals(part.toString())
                            ? part
                                    + " is there, of a command that runs or was cut off: remove it, or choose another name"
                            : there(file));
        }
    }

    private static <T> T written(Path part, Writing<T> writing) throws Refusal, IOException, FormatException {
        try (FileChannel channel = FileChannel.open(
                part,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            boolean whole = false;
            try {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                T result = writing.to(out);
                out.flush();
                channel.force(true);
                whole = true;
                return result;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static void named(Path part, Path file) throws IOException {
        try {
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void refuseIfThere(Path file) throws Refusal {
        if (Files.exists(file)) {
            throw new Refusal(there(file));
        }
    }

    private static String there(Path file) {
        return file + " is there already: choose another name";
    }
}
