package firebreak.export;

import firebreak.encoding.Bytes;
import java.io.IOException;

/// Where an export is written.
@FunctionalInterface
public interface FileTarget {
    /// @param path with `/` between names; each is written once
    void write(String path, Bytes content) throws IOException;
}
