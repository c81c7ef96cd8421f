package firebreak.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The rules on this very tree. [RulesTest] shows that each rule finds what it forbids.
final class ShapeTest {
    private final Tree tree = Tree.here();

    @Test
    void every_module_is_compiled_before_it_is_judged() {
        String pom = Tree.read(tree.root().resolve("shape/pom.xml"));
        assertThat(tree.modules()).last().isEqualTo("shape");
        assertThat(tree.modules().subList(0, tree.modules().size() - 1))
                .allSatisfy(module -> assertThat(pom).contains("<artifactId>firebreak-" + module + "</artifactId>"));
    }

    @Test
    void modules_and_packages_use_each_other_one_way_as_the_architecture_says() {
        assertThat(OrderRule.problems(tree)).isEmpty();
    }

    @Test
    void the_core_is_pure() {
        assertThat(PurityRule.problems(tree)).isEmpty();
    }

    @Test
    void files_are_short_finished_and_documented() {
        assertThat(FileRule.problems(tree)).isEmpty();
    }
}
