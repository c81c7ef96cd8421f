package firebreak.shape;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What every file must have and must not have.
final class FileRule {
    static final int MAX_LINES = 500;

    // Written in two parts, so that this file does not find itself.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private FileRule() {}

    static List<String> problems(Tree tree) {
        List<String> problems = new ArrayList<>();
        for (Path file : tree.files(".java")) {
            long lines = Tree.read(file).lines().count();
            if (lines > MAX_LINES) {
                problems.add(tree.name(file) + " has " + lines + " lines; " + MAX_LINES + " is the limit: divide it");
            }
        }
        for (Path file : tree.files(".java", ".xml", ".md", ".yaml", ".yml", "/firebreak", "/.ci/run")) {
            checkMarks(tree, file, problems);
        }
        for (String module : tree.modules()) {
            checkDocs(tree, Sources.parse(tree.sources(module)), problems);
        }
        return problems;
    }

    private static void checkMarks(Tree tree, Path file, List<String> problems) {
        List<String> lines = Tree.read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (UNFINISHED.matcher(lines.get(i)).find()) {
                problems.add(tree.name(file) + ":" + (i + 1) + " bears a mark of unfinished work: finish it");
            }
        }
    }

    private static void checkDocs(Tree tree, List<Sources.Source> sources, List<String> problems) {
        Set<String> withoutInfo = new LinkedHashSet<>();
        sources.forEach(source -> withoutInfo.add(source.packageName()));
        for (Sources.Source source : sources) {
            if (source.nullMarked()) {
                withoutInfo.remove(source.packageName());
            }
            source.undocumented()
                    .forEach(type -> problems.add(tree.name(source.file()) + ": public type " + type
                            + " has no doc comment: say what it means and what always holds"));
        }
        withoutInfo.forEach(name ->
                problems.add("package " + name + " has no package-info.java with a doc comment and @NullMarked"));
    }
}
