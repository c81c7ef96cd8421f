package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordSecret;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
    private static final LeafHashes TREE = new LeafHashes(Trees.leaves(300));
    private static final SignedCheckpoint CHECKPOINT = Signed.checkpoint(TREE, 300);
    private static final TlogProof PROOF = TlogProof.of(CHECKPOINT, InclusionProof.make(37, 300, TREE));

    @Test
    void a_proof_comes_back_as_it_went() throws FormatException {
        assertThat(TlogProof.parse("proof", PROOF.bytes())).isEqualTo(PROOF);
        TlogProof extra =
                new TlogProof(Optional.of(Bytes.ofUtf8("x")), PROOF.index(), PROOF.path(), PROOF.checkpoint());
        assertThat(TlogProof.parse("proof", extra.bytes())).isEqualTo(extra);
        TlogProof single = TlogProof.of(Signed.checkpoint(TREE, 1), InclusionProof.make(0, 1, TREE));
        assertThat(TlogProof.parse("proof", single.bytes())).isEqualTo(single);
    }

    @Test
    void it_is_written_as_the_specification_says() throws FormatException {
        List<String> lines = PROOF.bytes().utf8("proof").lines().toList();
        assertThat(lines.get(0)).isEqualTo("c2sp.org/tlog-proof@v1");
        assertThat(lines.get(1)).isEqualTo("index 37");
        assertThat(lines.get(2)).isEqualTo(Trees.leaf(36).bytes().base64());
        assertThat(lines.get(2 + PROOF.path().size())).isEmpty();
        assertThat(lines.get(3 + PROOF.path().size())).isEqualTo(Signed.ORIGIN.text());
    }

    @Test
    void the_leaf_is_proved_and_no_other() {
        assertThat(PROOF.verify(Trees.leaf(37), Signed.ORIGIN, Signed.KEYS))
                .isEqualTo(new ProofCheck.Included(CHECKPOINT, 37));
        assertThat(PROOF.verify(Trees.leaf(38), Signed.ORIGIN, Signed.KEYS))
                .isEqualTo(new ProofCheck.NotIncluded(CHECKPOINT));
    }

    @Test
    void an_index_beyond_the_record_proves_nothing() {
        TlogProof beyond = new TlogProof(Optional.empty(), 300, PROOF.path(), PROOF.checkpoint());
        assertThat(beyond.verify(Trees.leaf(37), Signed.ORIGIN, Signed.KEYS))
                .isEqualTo(new ProofCheck.NotIncluded(CHECKPOINT));
    }

    @Test
    void a_checkpoint_of_others_proves_nothing() {
        assertThat(PROOF.verify(
                        Trees.leaf(37),
                        Signed.ORIGIN,
                        RecordSecret.generate(new Random(3)).keys()))
                .isEqualTo(new ProofCheck.Unsigned(CheckpointFault.ED25519_LINE_MISSING));
        assertThat(PROOF.verify(Trees.leaf(37), Origin.random(new Random(3)), Signed.KEYS))
                .isEqualTo(new ProofCheck.Unsigned(CheckpointFault.WRONG_ORIGIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v2\nindex 3\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 03\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex -3\n\nNOTE",
                "c2sp.org/tlog-proof@v1\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 3\nNOTE",
                "c2sp.org/tlog-proof@v1\nextra \nindex 3\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 3\nextra AAAA\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 3\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 9007199254740991\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 3\nAAAA\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 3\n\n",
                "c2sp.org/tlog-proof@v1\nindex 3\n\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nextra A\nindex 3\n\nNOTE"
            })
    void a_text_that_is_no_proof_is_refused(String text) throws FormatException {
        Bytes filled = Bytes.ofUtf8(text.replace("NOTE", CHECKPOINT.bytes().utf8("note")));
        assertThatThrownBy(() -> TlogProof.parse("proof", filled)).isInstanceOf(FormatException.class);
    }

    @Test
    void a_path_has_at_most_53_hashes() throws FormatException {
        String hash = Trees.leaf(0).bytes().base64() + "\n";
        String note = CHECKPOINT.bytes().utf8("note");
        String head = "c2sp.org/tlog-proof@v1\nindex 3\n";
        assertThat(TlogProof.parse("proof", Bytes.ofUtf8(head + hash.repeat(53) + "\n" + note))
                        .path())
                .hasSize(53);
        assertThatThrownBy(() -> TlogProof.parse("proof", Bytes.ofUtf8(head + hash.repeat(54) + "\n" + note)))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void a_proof_has_at_most_128_kibibytes() throws FormatException {
        int room = (TlogProof.MAX_SIZE - PROOF.bytes().size() - "extra \n".length()) / 4 * 3;
        TlogProof largest =
                new TlogProof(Optional.of(Bytes.wrap(new byte[room])), 37, PROOF.path(), PROOF.checkpoint());
        assertThat(TlogProof.parse("proof", largest.bytes())).isEqualTo(largest);
        TlogProof larger =
                new TlogProof(Optional.of(Bytes.wrap(new byte[room + 3])), 37, PROOF.path(), PROOF.checkpoint());
        assertThatThrownBy(() -> TlogProof.parse("proof", larger.bytes())).isInstanceOf(FormatException.class);
    }

    @Test
    void a_proof_for_another_size_than_the_checkpoints_cannot_be_made() {
        assertThatThrownBy(() -> TlogProof.of(CHECKPOINT, InclusionProof.make(37, 299, TREE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
