package firebreak.export;

import firebreak.encoding.Bytes;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// An export in memory.
final class MemoryFiles implements FileSource, FileTarget {
    final SortedMap<String, Bytes> files = new TreeMap<>();

    /// The content of a file that must be there.
    Bytes get(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    MemoryFiles copy() {
        MemoryFiles copy = new MemoryFiles();
        copy.files.putAll(files);
        return copy;
    }

    MemoryFiles with(String path, Bytes content) {
        MemoryFiles changed = copy();
        changed.files.put(path, content);
        return changed;
    }

    MemoryFiles without(String path) {
        MemoryFiles changed = copy();
        changed.files.remove(path);
        return changed;
    }

    @Override
    public SortedSet<String> paths() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public Optional<Bytes> read(String path, int maxBytes) {
        return Optional.ofNullable(files.get(path))
                .map(content -> content.size() > maxBytes ? content.slice(0, maxBytes + 1) : content);
    }

    @Override
    public void write(String path, Bytes content) {
        if (files.put(path, content) != null) {
            throw new AssertionError(path + " is written twice");
        }
    }
}
