package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("firebreak \\d+\\.\\d+\\.\\d+ \\(Java 2[5-9].*\\)\\R");
    }

    @Test
    void help_lists_every_command_there_is() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: firebreak");
        assertThat(Main.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(out.toString()).contains(command));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void no_command_is_a_usage_error_that_shows_the_help() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Say which command to run").contains("Usage: firebreak");
    }

    @Test
    void an_unknown_command_is_named_in_the_error() {
        assertThat(run("telegraph")).isEqualTo(2);
        assertThat(err.toString()).contains("'telegraph'");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
