package firebreak.shape;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Source files as the compiler's own parser sees them.
final class Sources {
    private Sources() {}

    /// @param packageName of the file
    /// @param imports the full names, of classes and of static members
    /// @param undocumented its public top-level types without a doc comment
    /// @param nullMarked true if the file is a package-info with the annotation and a doc comment
    record Source(Path file, String packageName, List<String> imports, List<String> undocumented, boolean nullMarked) {}

    static List<Source> parse(List<Path> files) {
        if (files.isEmpty()) {
            return List.of(); // the compiler refuses to parse nothing
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(read(docs, unit));
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Source read(DocTrees docs, CompilationUnitTree unit) {
        PackageTree named = unit.getPackage();
        return new Source(
                Path.of(unit.getSourceFile().toUri()),
                named == null ? "" : named.getPackageName().toString(),
                unit.getImports().stream().map(Sources::name).toList(),
                undocumented(docs, unit),
                named != null && isNullMarked(named) && documented(docs, unit, named));
    }

    private static String name(ImportTree imported) {
        return imported.getQualifiedIdentifier().toString();
    }

    private static boolean isNullMarked(PackageTree named) {
        return named.getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
    }

    private static List<String> undocumented(DocTrees docs, CompilationUnitTree unit) {
        List<String> names = new ArrayList<>();
        for (com.sun.source.tree.Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree declared
                    && declared.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && !documented(docs, unit, type)) {
                names.add(declared.getSimpleName().toString());
            }
        }
        return names;
    }

    private static boolean documented(DocTrees docs, CompilationUnitTree unit, com.sun.source.tree.Tree declared) {
        String comment = docs.getDocComment(new TreePath(new TreePath(unit), declared));
        return comment != null && !comment.isBlank();
    }
}
