package firebreak.export;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Federation;
import firebreak.engine.TestNode;
import firebreak.identity.Jws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs of others say of an export: the check written from the formats alone, and Go's own reader of signed
/// notes and tiled logs. Skipped where Python, Go or its module is not here.
class StrangersTest {
    private static final Path GO_MODULES = Path.of("/usr/share/gocode");

    @TempDir
    private Path folder;

    private Federation line;

    private record Verdict(int exit, String output) {}

    @BeforeEach
    void export() throws IOException {
        line = new Federation(3, A, B);
        for (int i = 0; i < 5; i++) {
            line.say(A, B);
        }
        MemoryFiles files = new MemoryFiles();
        ExportTest.export(line, B, files, false);
        for (Map.Entry<String, Bytes> file : files.files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toArray());
        }
    }

    @Test
    void the_check_from_the_formats_alone_finds_record_and_mirror_right() throws Exception {
        for (String record : List.of("", "mirror/AA")) {
            Verdict verdict = run(
                    Map.of(),
                    "python3",
                    repository("spec/check/tlog_check.py").toString(),
                    folder.resolve(record).toString());
            assertThat(verdict.output()).doesNotContain("WRONG").contains("tiles and entry bundles right");
            assertThat(verdict.exit()).isZero();
        }
    }

    @Test
    void gos_own_reader_of_tiled_logs_accepts_record_and_mirror() throws Exception {
        assumeTrue(
                Files.exists(GO_MODULES.resolve("src/golang.org/x/mod/sumdb/tlog")),
                "skipped: golang-golang-x-mod-dev is not here");
        Map<String, String> environment = Map.of(
                "GO111MODULE",
                "off",
                "GOPATH",
                GO_MODULES.toString(),
                "GOFLAGS",
                "",
                "GOCACHE",
                folder.resolveSibling("go-cache").toString());
        for (String record : List.of("", "mirror/AA")) {
            Verdict verdict = run(
                    environment,
                    "go",
                    "run",
                    repository("spec/check/tlog_check.go").toString(),
                    folder.resolve(record).toString());
            assertThat(verdict.output()).contains("right");
            assertThat(verdict.exit()).isZero();
        }
    }

    @Test
    void other_peoples_libraries_verify_both_signatures_of_a_note_and_refuse_a_changed_one() throws Exception {
        TestNode node = line.node(A);
        Path note = folder.resolve("note.json");
        Path keys = folder.resolve("keys.json");
        Jws signed = RecordExport.signedObject(node::get, node.own().origin(), noteAt(node));
        Json set =
                Json.object().with("keys", line.keys(A).post().keys().toJson()).build();
        Files.write(keys, Canonical.write(set).toArray());
        Files.write(note, signed.bytes().toArray());
        String check = repository("spec/check/jose_check.py").toString();

        Verdict right = run(Map.of(), "python3", check, note.toString(), keys.toString());
        assumeTrue(right.exit() != 2, "skipped: " + right.output());
        assertThat(right.output()).contains("right  Ed25519").contains("right  ML-DSA-65");
        assertThat(right.exit()).isZero();

        Jws.Line first = signed.lines().getFirst();
        Jws.Line other = new Jws.Line(
                first.algorithm(),
                first.keyId(),
                Bytes.wrap(new byte[first.signature().size()]));
        Files.write(
                note,
                Jws.of(signed.payload(), List.of(other, signed.lines().getLast()))
                        .bytes()
                        .toArray());
        Verdict wrong = run(Map.of(), "python3", check, note.toString(), keys.toString());
        assertThat(wrong.output()).contains("WRONG");
        assertThat(wrong.exit()).isEqualTo(1);
    }

    private static long noteAt(TestNode node) throws IOException, FormatException {
        for (long index = 1; index < 10; index++) {
            Jws signed = RecordExport.signedObject(node::get, node.own().origin(), index);
            if (signed.payload().utf8("payload").contains("\"type\":\"note\"")) {
                return index;
            }
        }
        throw new AssertionError("no note in the first ten leaves");
    }

    private Verdict run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            assumeTrue(false, "skipped: " + command[0] + " is not here");
            throw missing;
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("the check ends")
                    .isTrue();
            return new Verdict(process.exitValue(), output);
        } finally {
            process.destroy();
        }
    }

    private static Path repository(String file) {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(file))) {
                return above.resolve(file);
            }
        }
        throw new AssertionError(file + " is not in the repository");
    }
}
