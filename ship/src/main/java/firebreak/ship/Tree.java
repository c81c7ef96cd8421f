package firebreak.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders with all that is in them. Links are never followed.
final class Tree {
    private Tree() {}

    /// The folder itself and all below it, in the order of their names as bytes of ASCII.
    static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    /// Regular files and links below a folder, relative to it, in the same order.
    static List<Path> files(Path folder) throws IOException {
        return everything(folder).stream()
                .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .map(folder::relativize)
                .toList();
    }

    /// Copies what is in a folder, with its modes, into another that may be there already.
    static void copy(Path from, Path to) throws IOException {
        for (Path path : everything(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Nothing is fine.
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path path : everything(folder).reversed()) {
                Files.delete(path);
            }
        }
    }
}
