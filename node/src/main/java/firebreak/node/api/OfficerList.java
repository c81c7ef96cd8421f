package firebreak.node.api;

import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.Officers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may act at this node now: an officer who was removed is gone at once. The file is looked at on every request
/// and read again when it is another one or was changed. Any thread may ask.
final class OfficerList {
    /// What tells one state of a file from another; a file that is replaced has another key.
    private record Stamp(Optional<Object> key, FileTime changed, long size) {
        static Optional<Stamp> of(Home home) throws IOException {
            if (!Files.exists(home.officersFile())) {
                return Optional.empty();
            }
            BasicFileAttributes found = Files.readAttributes(home.officersFile(), BasicFileAttributes.class);
            return Optional.of(new Stamp(Optional.ofNullable(found.fileKey()), found.lastModifiedTime(), found.size()));
        }
    }

    private record Known(Optional<Stamp> stamp, Officers officers) {}

    private final Home home;
    private volatile @Nullable Known known;

    OfficerList(Home home) {
        this.home = home;
    }

    /// @throws IOException when the file cannot be read, or holds something else
    Officers now() throws IOException {
        Optional<Stamp> stamp = Stamp.of(home); // before the file is read: a change meanwhile is seen next time
        Known last = known;
        if (last != null && last.stamp().equals(stamp)) {
            return last.officers();
        }
        try {
            Known read = new Known(stamp, home.officers());
            known = read;
            return read.officers();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }
}
