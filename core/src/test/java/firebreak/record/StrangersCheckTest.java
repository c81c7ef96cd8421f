package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the second implementation, `spec/check/tlog_check.py`, says of our records. Skipped where there is no Python.
class StrangersCheckTest {
    @TempDir
    Path folder;

    private record Verdict(int exit, String output) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700, 65_537})
    void a_stranger_finds_our_records_right(int size) throws IOException, InterruptedException {
        ExportedRecord.write(folder, ExportedRecord.files(ExportedRecord.leaves(size)));
        Verdict verdict = check();
        assertThat(verdict.output()).contains("size " + size + "\n").doesNotContain("WRONG");
        assertThat(verdict.output()).contains("Ed25519 signature").contains("ML-DSA-44 signature");
        assertThat(verdict.exit()).isZero();
    }

    @Test
    void trusted_keys_establish_the_origin_and_others_do_not() throws IOException, InterruptedException {
        ExportedRecord.write(folder, ExportedRecord.files(ExportedRecord.leaves(3)));
        List<String> own = VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).stream()
                .map(VerifierKey::text)
                .toList();
        assertThat(check().output()).contains("origin not established");
        assertThat(check(own.toArray(String[]::new))).satisfies(verdict -> {
            assertThat(verdict.exit()).isZero();
            assertThat(verdict.output()).contains("keys given");
        });
        assertThat(check(own.getFirst()).exit()).isEqualTo(1);
    }

    @Test
    void a_stranger_finds_a_flipped_bit_in_any_file() throws IOException, InterruptedException {
        SequencedMap<String, Bytes> files = ExportedRecord.files(ExportedRecord.leaves(300));
        ExportedRecord.write(folder, files);
        Random random = new Random(4);
        for (String name : files.keySet()) {
            byte[] damaged = files.get(name).toArray();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= 1;
            Files.write(folder.resolve(name), damaged);
            Verdict verdict = check();
            boolean isSignature = name.equals("checkpoint") || name.equals("vkey");
            assertThat(verdict.exit() == 1 || (isSignature && verdict.output().contains("not checked")))
                    .as("%s byte %d: %s", name, at, verdict.output())
                    .isTrue();
            Files.write(folder.resolve(name), files.get(name).toArray());
        }
        assertThat(check().exit()).isZero();
    }

    @Test
    void a_stranger_names_a_missing_and_a_foreign_file() throws IOException, InterruptedException {
        ExportedRecord.write(folder, ExportedRecord.files(ExportedRecord.leaves(300)));
        Files.write(folder.resolve("tile/0/002"), new byte[32]);
        assertThat(check().output()).contains("WRONG: tile/0/002");
        Files.delete(folder.resolve("tile/0/002"));
        Files.delete(folder.resolve("tile/1/000.p/1"));
        assertThat(check().output()).contains("WRONG: tile/1/000.p/1");
    }

    private Verdict check(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", script().toString(), folder.toString()));
        command.addAll(List.of(keys));
        Process python = start(command);
        try {
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor(1, TimeUnit.MINUTES)).as("the check ends").isTrue();
            return new Verdict(python.exitValue(), output);
        } finally {
            python.destroy();
        }
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            assumeTrue(false, "skipped: python3 is not here");
            throw missing;
        }
    }

    private static Path script() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("spec/check/tlog_check.py"))) {
                return above.resolve("spec/check/tlog_check.py");
            }
        }
        throw new AssertionError("spec/check/tlog_check.py is not in the repository");
    }
}
