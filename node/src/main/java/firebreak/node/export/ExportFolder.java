package firebreak.node.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.Text;
import firebreak.export.FileSource;
import firebreak.export.FileTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A folder as an export. Links are not followed, neither in reading nor in writing: an export brought by a stranger
/// must not lead anywhere else.
public final class ExportFolder implements FileSource, FileTarget {
    private final Path folder;

    private ExportFolder(Path folder) {
        this.folder = folder;
    }

    /// An export that is there.
    public static ExportFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder: give the folder that the export was written to");
        }
        return new ExportFolder(folder);
    }

    /// A place for a new export: a folder that is not there yet, or is empty.
    public static ExportFolder create(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isEmpty(folder)) {
                throw new IOException(folder + " is there already and not an empty folder: choose another");
            }
        }
        Files.createDirectories(folder);
        return new ExportFolder(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    public Path folder() {
        return folder;
    }

    @Override
    public SortedSet<String> paths() throws IOException {
        SortedSet<String> paths = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(this::name)
                    .forEach(paths::add);
        }
        return paths;
    }

    private String name(Path file) {
        StringBuilder name = new StringBuilder();
        folder.relativize(file)
                .forEach(part -> name.append(name.isEmpty() ? "" : "/").append(part));
        return name.toString();
    }

    @Override
    public Optional<Bytes> read(String path, int maxBytes) throws IOException {
        Optional<Path> file = inside(path).filter(there -> Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Bytes.wrap(in.readNBytes(maxBytes + 1)));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String path, Bytes content) throws IOException {
        Path file = inside(path)
                .orElseThrow(() -> new IOException("an export has no file called " + Text.printable(path, 80)));
        Files.createDirectories(file.getParent());
        Files.write(file, content.toArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// The place of a file; nothing for a name that no file of an export can have, whatever an index says.
    private Optional<Path> inside(String path) {
        try {
            Path file = folder.resolve(path).normalize();
            boolean plain = !path.isEmpty()
                    && file.startsWith(folder.normalize())
                    && name(file).equals(path);
            return plain ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }
}
