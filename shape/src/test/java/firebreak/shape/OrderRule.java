package firebreak.shape;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Modules and packages use each other one way only, as the tables of ARCHITECTURE.md say.
final class OrderRule {
    private final Tree tree;
    private final Plan plan;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, Set<String>> packageUses = new TreeMap<>();

    private OrderRule(Tree tree) {
        this.tree = tree;
        this.plan = tree.plan();
    }

    static List<String> problems(Tree tree) {
        OrderRule rule = new OrderRule(tree);
        rule.checkModules();
        Map<String, String> moduleOfPackage = new TreeMap<>();
        for (String module : tree.modules()) {
            rule.checkImports(module, moduleOfPackage);
            rule.checkClasses(module);
        }
        rule.checkPackages(moduleOfPackage);
        rule.checkCycles();
        return new ArrayList<>(rule.problems);
    }

    private void checkModules() {
        List<String> planned = plan.modules().stream()
                .filter(module -> !module.toCome())
                .map(Plan.Module::name)
                .toList();
        if (!planned.equals(tree.modules())) {
            problems.add("ARCHITECTURE.md lists the modules " + planned + ", the parent pom " + tree.modules());
        }
        for (String module : tree.modules()) {
            for (String used : tree.dependencies(module)) {
                if (!mayUseAnyOf(module, used)) {
                    problems.add(module + "/pom.xml depends on " + used + ", which ARCHITECTURE.md does not allow");
                }
            }
        }
    }

    private boolean mayUseAnyOf(String module, String used) {
        Set<String> mayUse = plan.module(module).map(Plan.Module::mayUse).orElse(Set.of());
        return mayUse.contains(used)
                || plan.rows().stream()
                        .filter(row -> row.module().equals(used))
                        .anyMatch(row -> row.packages().stream().anyMatch(mayUse::contains));
    }

    private void checkImports(String module, Map<String, String> moduleOfPackage) {
        for (Sources.Source source : Sources.parse(tree.sources(module))) {
            String name = tree.name(source.file());
            String other = moduleOfPackage.putIfAbsent(source.packageName(), module);
            if (other != null && !other.equals(module)) {
                problems.add("package " + source.packageName() + " is in two modules, " + other + " and " + module);
            }
            if (!tree.classFile(module, source.file()).toFile().exists()) {
                problems.add(name + " has no class file: compile first, or name its type as its file");
            }
            source.imports().forEach(imported -> checkUse(source.packageName(), name, imported));
        }
    }

    private void checkClasses(String module) {
        for (var file : tree.classFiles(module)) {
            ClassUses uses = ClassUses.of(file);
            uses.types().forEach(type -> checkUse(uses.packageName(), uses.name(), type));
        }
    }

    private void checkUse(String user, String userName, String usedName) {
        String used = ownPackage(usedName);
        if (used.isEmpty() || used.equals(user)) {
            return;
        }
        packageUses.computeIfAbsent(user, _ -> new TreeSet<>()).add(used);
        plan.objection(user, used)
                .ifPresent(why -> problems.add(userName + " uses " + usedName + ": " + why + " in ARCHITECTURE.md"));
    }

    /// The package of a class or static member of this project; empty for any other.
    private static String ownPackage(String name) {
        if (!name.startsWith("firebreak.")) {
            return "";
        }
        String packageName = ClassUses.packageOf(name);
        while (startsUpperCase(packageName.substring(packageName.lastIndexOf('.') + 1))) {
            packageName = ClassUses.packageOf(packageName);
        }
        return packageName;
    }

    private static boolean startsUpperCase(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    }

    private void checkPackages(Map<String, String> moduleOfPackage) {
        moduleOfPackage.forEach((name, module) -> {
            if (plan.row(name).isEmpty()) {
                problems.add("package " + name + " of " + module + " is not in the table of ARCHITECTURE.md: add it");
            }
        });
        for (Plan.Row row : plan.rows()) {
            for (String name : row.packages()) {
                checkRow(row, name, moduleOfPackage.getOrDefault(name, ""));
            }
        }
    }

    private void checkRow(Plan.Row row, String name, String module) {
        if (row.toCome() && !module.isEmpty()) {
            problems.add("package " + name + " exists: take 'to come' from its row in ARCHITECTURE.md");
        } else if (!row.toCome() && !module.equals(row.module())) {
            problems.add("ARCHITECTURE.md lists package " + name + " in " + row.module() + ", and it is "
                    + (module.isEmpty() ? "nowhere" : "in " + module));
        }
    }

    /// The table alone leaves no room for cycles; this says it of packages outside the table too.
    private void checkCycles() {
        for (String start : packageUses.keySet()) {
            List<String> way = wayBack(start, start, new LinkedHashSet<>());
            if (!way.isEmpty()) {
                problems.add("packages use each other in a circle: " + String.join(" → ", way));
                return; // one circle at a time: the others are often the same one
            }
        }
    }

    private List<String> wayBack(String from, String target, Set<String> seen) {
        for (String next : packageUses.getOrDefault(from, Set.of())) {
            if (next.equals(target)) {
                return List.of(from, target);
            }
            if (seen.add(next)) {
                List<String> rest = wayBack(next, target, seen);
                if (!rest.isEmpty()) {
                    List<String> way = new ArrayList<>(List.of(from));
                    way.addAll(rest);
                    return way;
                }
            }
        }
        return List.of();
    }
}
