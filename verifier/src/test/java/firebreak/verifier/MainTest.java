package firebreak.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.verifier.text.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MainTest {
    @TempDir
    private Path folder;

    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String here() {
        return folder.toString();
    }

    @Test
    void wrong_usage_is_told_with_the_right_one() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("--json"),
                List.of(here(), here()),
                List.of(here(), "--chart"),
                List.of(here(), "--charter"),
                List.of(here(), "--charter", "123"))) {
            Ran ran = run(wrong.toArray(String[]::new));
            assertThat(ran.exit()).as("%s", wrong).isEqualTo(2);
            assertThat(ran.err()).contains("expected", "java -jar firebreak-verifier.jar DIR");
        }
        assertThat(run("--help").exit()).isZero();
    }

    @Test
    void a_folder_that_is_not_there_cannot_be_read() {
        Ran ran = run(folder.resolve("none").toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("is not a folder");
    }

    @Test
    void an_empty_folder_is_no_export_in_words_and_in_json() {
        Ran ran = run(here());
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out().lines())
                .containsExactly(
                        "  fault: export.json: is missing: this is no export, or one that was cut short",
                        "Not right: 1 fault.");
        assertThat(run(here(), "--json").out()).contains("\"faultCount\":1,\"faults\":[{\"file\":\"export.json\"");
    }

    static List<Vectors.Case> fingerprints() {
        return Vectors.cases("signed-object", "fingerprints");
    }

    @ParameterizedTest
    @MethodSource("fingerprints")
    void every_typed_fingerprint_has_its_verdict(Vectors.Case vector) {
        assertThat(run(here(), "--charter", vector.text("typed")).exit())
                .isEqualTo(vector.text("verdict").equals("malformed") ? 2 : 3);
    }

    /// Only names that were found in the folder are ever opened.
    @Test
    void an_index_that_is_a_link_or_damaged_is_a_fault_and_leads_nowhere() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("secret"), "{}");
        Path export = Files.createDirectory(folder.resolve("export"));
        Path index = export.resolve("export.json");
        Files.createSymbolicLink(index, elsewhere);
        assertThat(run(export.toString()).out()).contains("export.json: is missing");
        Files.delete(index);
        for (String text : List.of("", "{}", "[", "{\"format\":\"firebreak-export/2\"}", "[".repeat(100_000))) {
            Files.writeString(index, text);
            Ran ran = run(export.toString());
            assertThat(ran.exit()).isEqualTo(3);
            assertThat(ran.out()).contains("fault: export.json: index").contains("expected");
        }
    }
}
