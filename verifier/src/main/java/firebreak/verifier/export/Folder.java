package firebreak.verifier.export;

import firebreak.verifier.text.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The files of an export. They are listed once, without following links, and nothing else is ever opened: no name that
/// a file of the export gives leads out of the folder.
public final class Folder {
    /// A bound on what a hostile folder can make this program remember.
    static final int MOST_FILES = 50_000_000;

    private final SortedMap<String, Path> files = new TreeMap<>();

    private Folder() {}

    public static Folder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder: give the folder of the export");
        }
        Folder opened = new Folder();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (opened.files.size() == MOST_FILES) {
                    throw new IOException(folder + " holds more files than any export");
                }
                opened.files.put(name(folder.relativize(file)), file);
                return FileVisitResult.CONTINUE;
            }
        });
        return opened;
    }

    private static String name(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    SortedSet<String> paths() {
        return new TreeSet<>(files.keySet());
    }

    int size() {
        return files.size();
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /// The content of a regular file; at most one byte more than asked for is read.
    Optional<Bytes> read(String path, int most) throws IOException {
        Path file = files.get(path);
        if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Bytes.of(in.readNBytes(most + 1)));
        }
    }
}
