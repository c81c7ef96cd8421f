package firebreak.export;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/// The files of an export, wherever they lie.
public interface FileSource {
    /// Every file below the export's folder, by its path with `/` between names; folders are not listed.
    SortedSet<String> paths() throws IOException;

    /// The content, or nothing where there is no such file.
    ///
    /// @param maxBytes the most that is read: a longer file is given with its first `maxBytes + 1` bytes
    Optional<Bytes> read(String path, int maxBytes) throws IOException;
}
