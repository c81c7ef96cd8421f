package firebreak.node.home;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads small files whole, within a limit, whoever wrote them.
public final class SmallFile {
    private SmallFile() {}

    /// @throws IOException when there is none, or it is larger
    public static Bytes bytes(Path file, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new IOException(file + " is larger than the " + maxBytes + " bytes such a file may have");
            }
            return Bytes.wrap(content);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no file " + file, missing);
        }
    }

    /// JSON as people may have edited it; faults are named by file.
    static <T> T json(Path file, int maxBytes, Fields.Reader<T> reader) throws IOException, FormatException {
        String name = file.toString();
        return reader.read(name, Canonical.readLoose(name, bytes(file, maxBytes), maxBytes));
    }
}
