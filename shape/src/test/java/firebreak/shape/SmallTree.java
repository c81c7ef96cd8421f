package firebreak.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/// A tree of two modules in a folder of its own, sound as it is made: `core` with `firebreak.low` and `firebreak.high`,
/// and `edge` with `firebreak.edge`, which may use the core. A test adds what a rule forbids, and compiles.
final class SmallTree {
    private static final String ARCHITECTURE = """
            ## Modules

            | module | may use | what |
            |---|---|---|
            | `core` | nothing | pure |
            | `edge` | `core` | not pure |
            | `later` (to come) | `core` | nothing yet |

            ## Packages

            | package | module | what |
            |---|---|---|
            | `firebreak.low` | `core` | first |
            | `firebreak.high` | `core` | second |
            | `firebreak.left` `firebreak.right` (to come) | `core` | siblings |
            | `firebreak.edge` | `edge` | third |
            """;

    private static final List<String> MODULES = List.of("core", "edge");

    private final Path root;

    SmallTree(Path root) {
        this.root = root;
        write("ARCHITECTURE.md", ARCHITECTURE);
        write("pom.xml", "<modules><module>core</module><module>edge</module></modules>");
        write("core/pom.xml", "<dependencies></dependencies>");
        write("edge/pom.xml", dependencyOn("core"));
        type("core", "firebreak.low", "Low", "public static final int LIMIT = 7;");
        type("core", "firebreak.high", "High", "");
        type("edge", "firebreak.edge", "Edge", "");
    }

    static String dependencyOn(String module) {
        return "<dependency><groupId>firebreak</groupId><artifactId>firebreak-%s</artifactId></dependency>"
                .formatted(module);
    }

    /// A documented class in a documented package.
    SmallTree type(String module, String packageName, String name, String body) {
        info(module, packageName);
        return write(source(module, packageName, name), """
                package %s;
                /// A class.
                public class %s { %s }
                """.formatted(packageName, name, body));
    }

    SmallTree info(String module, String packageName) {
        return write(source(module, packageName, "package-info"), """
                /// A package.
                @org.jspecify.annotations.NullMarked
                package %s;
                """.formatted(packageName));
    }

    SmallTree write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    SmallTree replaceInArchitecture(String old, String replacement) {
        assertThat(ARCHITECTURE).contains(old);
        return write("ARCHITECTURE.md", ARCHITECTURE.replace(old, replacement));
    }

    static String source(String module, String packageName, String name) {
        return module + "/src/main/java/" + packageName.replace('.', '/') + "/" + name + ".java";
    }

    /// The tree with every source compiled.
    Tree compiled() {
        Tree tree = new Tree(root);
        MODULES.forEach(module -> compile(tree, module));
        return tree;
    }

    private void compile(Tree tree, String module) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        String sourcePath = String.join(
                File.pathSeparator,
                MODULES.stream()
                        .map(each -> root.resolve(each) + "/src/main/java")
                        .toList());
        List<String> options = List.of(
                "-d",
                classes(module),
                "-sourcepath",
                sourcePath,
                "-classpath",
                jarOf(NullMarked.class),
                "-implicit:none",
                "-proc:none");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Files.createDirectories(Path.of(classes(module)));
            assertThat(compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(tree.sources(module)))
                            .call())
                    .isTrue();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String classes(String module) {
        return root.resolve(module) + "/target/classes";
    }
}
