package firebreak.node.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.line.LastAnswered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Keeps when lines were last answered in a small file, replaced whole. It need not be durable: what a crash
/// loses is only shown as silence since an earlier time.
///
/// @param path the file; its folder exists
public record AnswerFile(Path path) implements Keeper {
    /// What was kept last; nothing where there is no file yet.
    ///
    /// @throws IOException also where the file was damaged; it may be deleted, nothing else depends on it
    public LastAnswered read() throws IOException {
        try {
            if (Files.size(path) > LastAnswered.MAX_BYTES) {
                throw new IOException(path + " is too large: delete it, nothing else depends on it");
            }
            return LastAnswered.parse(path.getFileName().toString(), Bytes.wrap(Files.readAllBytes(path)));
        } catch (NoSuchFileException none) {
            return LastAnswered.NONE;
        } catch (FormatException damaged) {
            throw new IOException(damaged.reason() + ": delete " + path + ", nothing else depends on it", damaged);
        }
    }

    @Override
    public void keep(LastAnswered answered) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.write(next, answered.bytes().toArray());
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
