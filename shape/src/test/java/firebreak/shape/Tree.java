package firebreak.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The checked-out tree: its modules, sources and class files.
///
/// @param root the folder that holds ARCHITECTURE.md and the parent pom
record Tree(Path root) {
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", "demo-out");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency><groupId>firebreak</groupId><artifactId>firebreak-([a-z]+)</artifactId></dependency>");

    /// The tree around the working folder.
    static Tree here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no ARCHITECTURE.md in any folder above the working folder");
            }
        }
        return new Tree(folder);
    }

    Plan plan() {
        return Plan.parse(read(root.resolve("ARCHITECTURE.md")));
    }

    /// As the parent pom lists them.
    List<String> modules() {
        return found(MODULE, root.resolve("pom.xml"));
    }

    /// The modules that a module's own pom depends on, other than for its tests.
    List<String> dependencies(String module) {
        return found(DEPENDENCY, root.resolve(module).resolve("pom.xml"));
    }

    List<Path> sources(String module) {
        return files(root.resolve(module).resolve("src/main/java"), ".java");
    }

    List<Path> classFiles(String module) {
        return files(root.resolve(module).resolve("target/classes"), ".class");
    }

    Path classFile(String module, Path source) {
        Path relative = root.resolve(module).resolve("src/main/java").relativize(source);
        String name = relative.toString().replaceFirst("\\.java$", ".class");
        return root.resolve(module).resolve("target/classes").resolve(name);
    }

    /// Every file below the root with one of the endings, in the order of their names, builds left out.
    List<Path> files(String... endings) {
        return files(root, endings);
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> found(Pattern pattern, Path file) {
        return pattern.matcher(read(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<Path> files(Path from, String... endings) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(from)) {
            try {
                Files.walkFileTree(from, new Walk(from, List.of(endings), found));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path from;
        private final List<String> endings;
        private final List<Path> found;

        Walk(Path from, List<String> endings, List<Path> found) {
            this.from = from;
            this.endings = endings;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(from)
                    && SKIPPED.contains(folder.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (endings.stream().anyMatch(file.toString()::endsWith)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
