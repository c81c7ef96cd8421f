package firebreak.export;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Federation;
import firebreak.note.LeafRef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A member has shown two histories. Whoever has both exports the proof, and a stranger checks it.
final class ForkExportTest {
    private static final String EVIDENCE = "evidence/0001.json";

    private final Federation line = new Federation(31, A, B, C);
    private final LeafRef note = line.say(B, A);

    private MemoryFiles export() throws IOException {
        line.fork(note);
        line.only(B, C);
        line.say(B, C);
        line.say(C, B);
        MemoryFiles files = new MemoryFiles();
        ExportTest.export(line, C, files, false);
        return files;
    }

    private Verification check(FileSource files) {
        return ExportTest.check(files, Optional.of(line.charter().hash()));
    }

    @Test
    void the_export_of_whoever_saw_both_histories_proves_the_fork_and_is_sound() throws IOException {
        Verification verification = check(export());

        assertThat(verification.faults()).isEmpty();
        assertThat(verification.forks()).isNotEmpty().allSatisfy(fork -> {
            assertThat(fork.party()).isEqualTo(A);
            assertThat(fork.origin()).isEqualTo(line.node(A).own().origin());
            assertThat(fork.path()).startsWith("evidence/");
            assertThat(fork.sentence()).contains("signed");
        });
        assertThat(verification.sound()).isTrue();
        assertThat(verification.verdict()).startsWith("verified");
        assertThat(verification.irregular())
                .as("what B was shown and speaks of")
                .isNotEmpty()
                .allSatisfy(leaf -> assertThat(leaf.file()).startsWith("mirror/BB/"));
    }

    @Test
    void whoever_saw_one_history_exports_no_evidence() throws IOException {
        line.fork(note);
        MemoryFiles files = new MemoryFiles();
        ExportTest.export(line, C, files, false);

        assertThat(files.files.keySet()).noneMatch(path -> path.startsWith("evidence/"));
        assertThat(check(files).forks()).isEmpty();
        assertThat(check(files).faults()).isEmpty();
    }

    @Test
    void a_changed_byte_of_the_evidence_is_a_fault_of_the_export_and_proves_nothing() throws IOException {
        MemoryFiles files = export();
        Bytes evidence = files.get(EVIDENCE);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] changed = evidence.toArray();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Verification verification = check(files.with(EVIDENCE, Bytes.wrap(changed)));
            assertThat(verification.faults())
                    .as("seed %d", seed)
                    .extracting(ExportFault::file)
                    .containsExactly(EVIDENCE);
            assertThat(verification.forks()).noneMatch(fork -> fork.path().equals(EVIDENCE));
        }
    }

    @Test
    void what_breaks_a_rule_is_irregular_where_another_signed_it_and_not_right_where_the_exporter_did()
            throws IOException {
        line.misstate(B, C, A);
        MemoryFiles others = new MemoryFiles();
        MemoryFiles own = new MemoryFiles();
        ExportTest.export(line, C, others, false);
        ExportTest.export(line, B, own, false);

        Verification mirrored = check(others);
        assertThat(mirrored.sound()).isTrue();
        assertThat(mirrored.irregular())
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.toString()).contains("mirror/BB/", "another root of AA's record"));
        assertThat(mirrored.own().orElseThrow().verified()).isTrue();
        assertThat(mirrored.verdict()).startsWith("verified: ").endsWith("; irregular statements of other members: 1");
        assertThat(mirrored.records()).anyMatch(record -> record.irregular() == 1 && !record.verified());
        Verification signed = check(own);
        assertThat(signed.faults()).isEmpty();
        assertThat(signed.sound()).isFalse();
        assertThat(signed.verdict()).isEqualTo("not right: the exporter's own record holds what breaks the rules");
        assertThat(signed.own().orElseThrow().verified()).isFalse();
    }

    /// Its index may list whatever file: what counts is what the file proves.
    @Test
    void evidence_that_proves_nothing_is_a_fault_whatever_the_index_says() throws Exception {
        MemoryFiles files = export();
        String text = files.get(EVIDENCE).utf8("evidence");
        for (String other : List.of("{}", text.replace("fork-evidence", "evidence"), "[]")) {
            Verification verification = check(listed(files, Bytes.ofUtf8(other)));
            assertThat(verification.faults()).extracting(ExportFault::file).contains(EVIDENCE);
            assertThat(verification.forks()).noneMatch(fork -> fork.path().equals(EVIDENCE));
        }
    }

    /// The export with other evidence, whose index says that this is right.
    private static MemoryFiles listed(MemoryFiles files, Bytes evidence) throws Exception {
        ExportIndex index = ExportIndex.parse(files.get("export.json"));
        var hashes = new java.util.TreeMap<>(index.files());
        hashes.put(EVIDENCE, Hash.of(evidence));
        ExportIndex lying = new ExportIndex(
                index.mode(), index.charter(), index.channel(), index.label(), index.party(), hashes, index.records());
        return files.with(EVIDENCE, evidence).with("export.json", lying.bytes());
    }
}
