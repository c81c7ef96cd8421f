package firebreak.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The order of modules and packages, as the tables under "Modules" and "Packages" of ARCHITECTURE.md state it.
///
/// @param modules in the order of the table
/// @param rows the package table from top to bottom; packages of one row are siblings and may not use each other
record Plan(List<Module> modules, List<Row> rows) {
    private static final String TO_COME = "to come";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /// @param mayUse names of modules, all of whose packages it may use, and of single packages of others
    /// @param toCome true while the module does not exist
    record Module(String name, boolean toCome, Set<String> mayUse) {}

    record Row(List<String> packages, boolean toCome, String module) {}

    static Plan parse(String markdown) {
        List<Module> modules = rowsUnder("## Modules", markdown)
                .map(cells -> new Module(
                        quoted(cells.get(0)).getFirst(),
                        cells.get(0).contains(TO_COME),
                        new TreeSet<>(quoted(cells.get(1)))))
                .toList();
        List<Row> rows = rowsUnder("## Packages", markdown)
                .map(cells -> new Row(
                        quoted(cells.get(0)),
                        cells.get(0).contains(TO_COME),
                        quoted(cells.get(1)).getFirst()))
                .toList();
        if (modules.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("ARCHITECTURE.md has no table under '## Modules' or '## Packages'");
        }
        return new Plan(modules, rows);
    }

    Optional<Module> module(String name) {
        return modules.stream().filter(module -> module.name().equals(name)).findFirst();
    }

    Optional<Row> row(String packageName) {
        return rows.stream().filter(row -> row.packages().contains(packageName)).findFirst();
    }

    /// Why a class of package `user` may not use one of package `used`; empty when it may.
    Optional<String> objection(String user, String used) {
        Optional<Row> from = row(user);
        Optional<Row> to = row(used);
        if (user.equals(used) || from.isEmpty() || to.isEmpty()) {
            return Optional.empty(); // a package outside the table is reported once, by itself
        }
        int order = Integer.compare(rows.indexOf(to.get()), rows.indexOf(from.get()));
        if (order == 0) {
            return Optional.of(used + " stands beside " + user + ", and siblings may not use each other");
        }
        if (order > 0) {
            return Optional.of(used + " stands below " + user);
        }
        return mayUse(from.get().module(), to.get().module(), used)
                ? Optional.empty()
                : Optional.of("module " + from.get().module() + " may not use " + used);
    }

    private boolean mayUse(String module, String usedModule, String usedPackage) {
        Set<String> mayUse = module(module).map(Module::mayUse).orElse(Set.of());
        return module.equals(usedModule) || mayUse.contains(usedModule) || mayUse.contains(usedPackage);
    }

    /// The cells of each body row of the first table after a heading and before the next one.
    private static Stream<List<String>> rowsUnder(String heading, String markdown) {
        List<List<String>> rows = new ArrayList<>();
        markdown.lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> rows.add(List.of(line.substring(1).split("\\|"))));
        return rows.stream();
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
