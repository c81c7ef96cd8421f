package firebreak.node.home;

import firebreak.identity.Secret;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A passphrase or password in a file of its own: the first line counts, without its line feed.
public final class SecretFile {
    /// Bytes of the line.
    public static final int MAX_BYTES = 1_024;

    private SecretFile() {}

    /// @return the caller's to close; never empty
    /// @throws IOException when there is no file, its first line is empty or too long, or it is a regular file that
    ///     others than its owner may touch
    public static Secret read(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            Optional<String> open = DurableFile.tooOpen(file);
            if (open.isPresent()) {
                throw new IOException(open.get());
            }
        }
        byte[] content = new byte[0];
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES + 2);
            return Secret.copyOf(firstLine(file, content));
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no file " + file + " to read a passphrase from", missing);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] firstLine(Path file, byte[] content) throws IOException {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        if (end > 0 && content[end - 1] == '\r') {
            end--;
        }
        if (end == 0 || end > MAX_BYTES) {
            throw new IOException(file + " must hold a passphrase of 1 to " + MAX_BYTES + " bytes in its first line");
        }
        byte[] line = Arrays.copyOf(content, end);
        try (Secret owned = Secret.wrap(line)) {
            return owned.use(byte[]::clone);
        }
    }
}
