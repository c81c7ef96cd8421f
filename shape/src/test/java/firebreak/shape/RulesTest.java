package firebreak.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule finds what it forbids, names it, and finds nothing in a sound tree.
final class RulesTest {
    @TempDir
    private Path folder;

    private SmallTree small;

    @BeforeEach
    void make() {
        small = new SmallTree(folder);
    }

    @Test
    void a_sound_tree_has_no_problem() {
        small.type("core", "firebreak.high", "User", "firebreak.low.Low low;");
        small.type("edge", "firebreak.edge", "User", "firebreak.high.High high; long now = System.nanoTime();");
        Tree tree = small.compiled();
        assertThat(OrderRule.problems(tree)).isEmpty();
        assertThat(PurityRule.problems(tree)).isEmpty();
        assertThat(FileRule.problems(tree)).isEmpty();
    }

    @Test
    void a_package_that_uses_one_below_it_is_found_in_whatever_way_it_does() {
        List<String> uses = List.of(
                "firebreak.high.High field;",
                "void argument(firebreak.high.High high) {}",
                "java.util.List<firebreak.high.High> inside;",
                "Object made() { return new firebreak.high.High(); }",
                "Class<?> named = firebreak.high.High.class;",
                "java.util.function.Supplier<?> later = firebreak.high.High::new;",
                "boolean is(Object o) { return o instanceof firebreak.high.High; }",
                "int most = firebreak.high.High.MOST;");
        small.type("core", "firebreak.high", "High", "public static final int MOST = 7;");
        for (int i = 0; i < uses.size(); i++) {
            small.type("core", "firebreak.low", "User" + i, uses.get(i));
        }
        assertThat(order())
                .hasSize(uses.size())
                .allMatch(problem -> problem.matches(
                        "firebreak\\.low\\.User\\d uses firebreak\\.high\\.High: firebreak\\.high stands below"
                                + " firebreak\\.low in ARCHITECTURE\\.md"));
    }

    @Test
    void an_import_for_a_doc_comment_alone_is_found() {
        small.write(SmallTree.source("core", "firebreak.low", "User"), """
                package firebreak.low;
                import firebreak.high.High;
                /// See [High].
                class User {}
                """);
        assertThat(order()).singleElement().asString().contains("User.java uses firebreak.high.High: ");
    }

    @Test
    void a_core_that_uses_a_later_module_is_found() {
        small.type("core", "firebreak.high", "User", "firebreak.edge.Edge edge;");
        assertThat(order()).singleElement().asString().contains("firebreak.edge stands below firebreak.high");
    }

    @Test
    void a_module_that_may_not_use_another_is_found_in_its_code_and_in_its_pom() {
        small.replaceInArchitecture("| `edge` | `core` |", "| `edge` | nothing |");
        small.type("edge", "firebreak.edge", "User", "firebreak.low.Low low;");
        assertThat(order())
                .containsExactlyInAnyOrder(
                        "edge/pom.xml depends on core, which ARCHITECTURE.md does not allow",
                        "firebreak.edge.User uses firebreak.low.Low: module edge may not use firebreak.low in"
                                + " ARCHITECTURE.md");
    }

    @Test
    void a_module_that_may_use_one_package_of_another_may_not_use_the_rest() {
        small.replaceInArchitecture("| `edge` | `core` |", "| `edge` | `firebreak.high` |");
        small.type("edge", "firebreak.edge", "User", "firebreak.low.Low low; firebreak.high.High high;");
        assertThat(order()).singleElement().asString().contains("module edge may not use firebreak.low");
    }

    @Test
    void siblings_that_use_each_other_are_found() {
        small.replaceInArchitecture(" (to come) | `core` | siblings", " | `core` | siblings");
        small.type("core", "firebreak.left", "Left", "");
        small.type("core", "firebreak.right", "Right", "firebreak.left.Left left;");
        assertThat(order()).singleElement().asString().contains("siblings may not use each other");
    }

    @Test
    void packages_that_use_each_other_in_a_circle_are_found_even_outside_the_table() {
        small.type("core", "firebreak.x", "X", "firebreak.y.Y y;");
        small.type("core", "firebreak.y", "Y", "firebreak.x.X x;");
        assertThat(order())
                .contains("packages use each other in a circle: firebreak.x → firebreak.y → firebreak.x")
                .contains("package firebreak.x of core is not in the table of ARCHITECTURE.md: add it");
    }

    @Test
    void a_table_that_does_not_fit_the_tree_is_found() {
        small.replaceInArchitecture("| `firebreak.high` |", "| `firebreak.high` (to come) |");
        assertThat(order()).singleElement().asString().contains("package firebreak.high exists");
        small.replaceInArchitecture(" (to come) | `core` | siblings", " | `core` | siblings");
        assertThat(order()).contains("ARCHITECTURE.md lists package firebreak.left in core, and it is nowhere");
        small.replaceInArchitecture("| `later` (to come) |", "| `later` |");
        assertThat(order()).singleElement().asString().contains("[core, edge, later], the parent pom [core, edge]");
    }

    @Test
    void a_package_in_two_modules_is_found() {
        small.type("edge", "firebreak.low", "Other", "");
        assertThat(order()).contains("package firebreak.low is in two modules, core and edge");
    }

    @Test
    void a_source_that_was_not_compiled_is_found() {
        small.compiled();
        small.type("core", "firebreak.low", "Late", "");
        assertThat(OrderRule.problems(new Tree(folder)))
                .singleElement()
                .asString()
                .contains("Late.java has no class");
    }

    @Test
    void an_impure_core_is_found_in_whatever_way_it_is() {
        List<String> uses = List.of(
                "long now() { return System.currentTimeMillis() + System.nanoTime(); }",
                "Object now() { return java.time.Instant.now(); }",
                "java.util.function.Supplier<?> now = java.time.Instant::now;",
                "Object clock() { return java.time.Clock.systemUTC(); }",
                "Object chance() { return new java.util.Random(); }",
                "double chance() { return Math.random(); }",
                "Object id() { return java.util.UUID.randomUUID(); }",
                "Object secure() { return new java.security.SecureRandom(); }",
                "void start() { Thread.ofVirtual().start(() -> {}); }",
                "java.util.concurrent.ExecutorService service;",
                "java.util.concurrent.atomic.AtomicInteger count;",
                "Object file(java.io.File file) { return file; }",
                "java.nio.file.Path path;",
                "void say() { System.out.println(); }",
                "java.util.logging.Logger logger;",
                "Object locale() { return java.util.Locale.getDefault(); }",
                "Object zone() { return java.util.TimeZone.getDefault(); }",
                "String text() { return String.format(\"%d\", 1); }",
                "String text() { return \"%d\".formatted(1); }",
                "static int count;");
        for (int i = 0; i < uses.size(); i++) {
            small.type("core", "firebreak.low", "Impure" + i + "End", uses.get(i));
        }
        List<String> problems = PurityRule.problems(small.compiled());
        for (int i = 0; i < uses.size(); i++) {
            String name = "firebreak.low.Impure" + i + "End";
            assertThat(problems).as(uses.get(i)).anyMatch(problem -> problem.startsWith(name));
        }
    }

    @Test
    void what_is_banned_names_what_to_use_instead() {
        small.type("core", "firebreak.low", "Impure", "long now() { return System.nanoTime(); }");
        assertThat(PurityRule.problems(small.compiled()))
                .containsExactly(
                        "firebreak.low.Impure uses java.lang.System.nanoTime()J: take the Instant as an argument");
    }

    @Test
    void a_subclass_that_draws_from_a_given_generator_is_pure() {
        small.type("core", "firebreak.low", "Pure", """
                static final class Draws extends java.security.SecureRandom {
                    Draws() { super(null, null); }
                }
                static final int[] TABLE = {1, 2};
                String text() { return String.format(java.util.Locale.ROOT, "%d", 1); }
                """);
        assertThat(PurityRule.problems(small.compiled())).isEmpty();
    }

    @Test
    void a_file_may_have_500_lines_and_not_one_more() {
        small.write(SmallTree.source("core", "firebreak.low", "Long"), "package firebreak.low;" + "\n".repeat(500));
        assertThat(files()).isEmpty();
        small.write(SmallTree.source("core", "firebreak.low", "Long"), "package firebreak.low;" + "\n".repeat(501));
        assertThat(files()).singleElement().asString().contains("Long.java has 501 lines");
    }

    @Test
    void a_mark_of_unfinished_work_is_found_with_its_line() {
        small.write("docs/page.md", "fine\nTO" + "DO later\n");
        small.write("core/target/built.md", "TO" + "DO in a build is nobody's business\n");
        assertThat(files()).singleElement().asString().startsWith("docs/page.md:2 ");
    }

    @Test
    void a_package_without_its_page_is_found() {
        small.write(SmallTree.source("core", "firebreak.low", "package-info"), "/// A page.\npackage firebreak.low;\n");
        assertThat(files()).singleElement().asString().contains("firebreak.low has no package-info.java");
        small.write(
                SmallTree.source("core", "firebreak.low", "package-info"),
                "@org.jspecify.annotations.NullMarked package firebreak.low;");
        assertThat(files()).singleElement().asString().contains("firebreak.low has no package-info.java");
    }

    @Test
    void a_public_type_without_a_doc_comment_is_found_and_a_package_private_one_is_not() {
        small.write(SmallTree.source("core", "firebreak.low", "Bare"), """
                package firebreak.low;
                public record Bare() {}
                class Hidden {}
                """);
        assertThat(files()).singleElement().asString().contains("Bare.java: public type Bare has no doc comment");
    }

    private List<String> order() {
        return OrderRule.problems(small.compiled());
    }

    private List<String> files() {
        return FileRule.problems(new Tree(folder));
    }
}
