package firebreak.export;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/// The files of an export that its index lists. One that is in the folder and cannot be read as a file, as a symbolic
/// link cannot, is blamed when it is asked for, as one that is missing is before: nothing listed goes unchecked.
record ListedFiles(FileSource files, Faults faults) implements FileSource {
    @Override
    public SortedSet<String> paths() throws IOException {
        return files.paths();
    }

    @Override
    public Optional<Bytes> read(String path, int maxBytes) throws IOException {
        Optional<Bytes> content = files.read(path, maxBytes);
        if (content.isEmpty()) {
            faults.add(path, "is there and no file that can be read");
        }
        return content;
    }
}
