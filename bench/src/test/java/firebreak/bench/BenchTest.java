package firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final Path USUAL = Path.of("usual");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Bench.run(List.of(arguments), new PrintStream(out), new PrintStream(err));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void help_shows_an_example_and_measures_nothing() {
        assertThat(run("line", "--help")).isZero();

        assertThat(text(out)).contains("usage: firebreak bench line", "example: ./firebreak bench line");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void wrong_usage_is_told_with_the_usage() {
        assertThat(run("lines")).isEqualTo(2);
        assertThat(run("line", "--speed")).isEqualTo(2);
        assertThat(run("line", "--notes", "many")).isEqualTo(2);
        assertThat(run("line", "--notes")).isEqualTo(2);
        assertThat(run("line", "--only", "all")).isEqualTo(2);

        assertThat(text(err)).contains("what is '--speed'?", "--notes: expected a number", "usage:");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void nothing_asked_for_is_everything() throws Options.Wrong {
        Options options = Options.parse(List.of(), USUAL);

        assertThat(options.parts()).containsExactlyInAnyOrder(Options.Part.values());
        assertThat(options.notes()).isEqualTo(100_000);
        assertThat(options.folder()).isEqualTo(USUAL);
        assertThat(options.quick()).isFalse();
    }

    @Test
    void a_quick_run_has_a_small_store_unless_told_otherwise() throws Options.Wrong {
        assertThat(Options.parse(List.of("--quick"), USUAL).notes()).isEqualTo(2_000);
        assertThat(Options.parse(List.of("--quick", "--notes", "0"), USUAL).notes())
                .isZero();
        assertThat(Options.parse(List.of("--notes", "10000000"), USUAL).notes()).isEqualTo(10_000_000);
        assertThatThrownBy(() -> Options.parse(List.of("--notes", "10000001"), USUAL))
                .isInstanceOf(Options.Wrong.class);
    }

    @Test
    void parts_are_asked_for_one_by_one() throws Options.Wrong {
        Options options = Options.parse(List.of("--only", "line", "--only", "store"), USUAL);

        assertThat(options.parts()).containsExactlyInAnyOrder(Options.Part.LINE, Options.Part.STORE);
    }

    @Test
    void nodes_are_measured_as_the_launcher_runs_them_unless_told_otherwise() throws Exception {
        String launcher = Files.readString(Path.of("..", "firebreak"));
        assertThat(launcher)
                .contains("serve) tuning='"
                        + String.join(" ", Options.parse(List.of(), USUAL).javaOptions()) + "'");
        assertThat(Options.parse(List.of("--java", "-Xmx1g -Xss1m"), USUAL).javaOptions())
                .containsExactly("-Xmx1g", "-Xss1m");
    }

    @Test
    void a_verdict_holds_up_to_its_target_and_not_beyond() {
        assertThat(new Report.Verdict("", 3, 3, true).met()).isTrue();
        assertThat(new Report.Verdict("", 3.01, 3, true).met()).isFalse();
        assertThat(new Report.Verdict("", 0.5, 0.5, false).met()).isTrue();
        assertThat(new Report.Verdict("", 0.49, 0.5, false).met()).isFalse();
    }
}
