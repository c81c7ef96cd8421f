package firebreak.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VariantsTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| (\\d+) \\| `([A-Z_]+)` \\|");

    @TempDir
    Path folder;

    record Row(String variant, long seed, String invariant) {}

    static List<Row> table() {
        return Variant.text(Variant.root().resolve("docs/simulation.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::lookingAt)
                .map(row -> new Row(row.group(1), Long.parseLong(row.group(2)), row.group(3)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("table")
    void the_seed_of_the_table_catches_the_variant(Row row) {
        assertThat(Variant.compile(row.variant(), folder).broken(row.seed())).isEqualTo(row.invariant());
    }

    static Stream<Long> seeds() {
        return table().stream().map(Row::seed).distinct();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_seed_holds_without_the_variant(long seed) {
        assertThat(Outcome.broken(seed)).isEmpty();
    }

    @Test
    void the_table_names_every_variant() throws IOException {
        try (Stream<Path> files = Files.list(Variant.root().resolve("sim/src/test/resources/variants"))) {
            assertThat(table().stream().map(Row::variant).distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".json", ""))
                                    .toList());
        }
    }
}
