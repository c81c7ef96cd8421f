package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForkEvidenceTest {
    private static final LeafHashes HONEST = new LeafHashes(Trees.leaves(300));
    private static final LeafHashes FORKED = forkedAt(40);
    private static final RecordKeys STRANGERS_KEYS =
            RecordSecret.generate(new Random(5)).keys();

    /// The honest tree with another leaf at one index.
    private static LeafHashes forkedAt(int index) {
        List<Hash> leaves = new ArrayList<>(Trees.leaves(300));
        leaves.set(index, Trees.leaf(-1));
        return new LeafHashes(leaves);
    }

    private static TlogProof proof(LeafHashes tree, long index, long size) {
        return TlogProof.of(Signed.checkpoint(tree, size), InclusionProof.make(index, size, tree));
    }

    @Test
    void two_roots_of_one_size_convince_a_stranger() throws FormatException {
        ForkEvidence evidence = ForkEvidence.between(Signed.checkpoint(HONEST, 100), Signed.checkpoint(FORKED, 100))
                .orElseThrow();
        assertThat(proven(evidence))
                .contains(
                        "two roots at size 100",
                        Merkle.root(100, HONEST).hex(),
                        Merkle.root(100, FORKED).hex());
    }

    @Test
    void two_leaves_at_one_index_convince_a_stranger() throws FormatException {
        ForkEvidence evidence = new ForkEvidence.TwoLeaves(
                Trees.leaf(40), proof(HONEST, 40, 100), Trees.leaf(-1), proof(FORKED, 40, 200));
        assertThat(proven(evidence))
                .contains(
                        "two leaves at index 40",
                        Trees.leaf(40).hex(),
                        Trees.leaf(-1).hex());
    }

    @Test
    void a_rewritten_beginning_convinces_a_stranger() throws FormatException {
        ForkEvidence evidence = ForkEvidence.between(
                        Signed.checkpoint(HONEST, 100), Signed.checkpoint(FORKED, 300), FORKED)
                .orElseThrow();
        assertThat(proven(evidence))
                .contains("size 100", "size 300", Merkle.root(100, FORKED).hex());
    }

    @Test
    void every_rewritten_beginning_is_found_and_no_honest_one() {
        List<SignedCheckpoint> honest = new ArrayList<>();
        for (int size = 0; size <= 20; size++) {
            honest.add(Signed.checkpoint(HONEST, size));
        }
        for (int index = 0; index < 20; index++) {
            LeafHashes forked = forkedAt(index);
            SignedCheckpoint later = Signed.checkpoint(forked, 20);
            for (int size = 0; size <= 20; size++) {
                Optional<ForkEvidence> found = ForkEvidence.between(honest.get(size), later, forked);
                assertThat(found.isPresent())
                        .as("leaf %d changed, seen at size %d", index, size)
                        .isEqualTo(size > index);
                found.ifPresent(evidence ->
                        assertThat(evidence.check(Signed.ORIGIN, Signed.KEYS)).isInstanceOf(ForkCheck.Proven.class));
            }
        }
    }

    @Test
    void growing_is_no_fork() {
        SignedCheckpoint small = Signed.checkpoint(HONEST, 100);
        SignedCheckpoint large = Signed.checkpoint(HONEST, 300);
        assertThat(ForkEvidence.between(small, large, HONEST)).isEmpty();
        assertThat(ForkEvidence.between(small, large)).isEmpty();
        assertThat(ForkEvidence.between(small, small)).isEmpty();
        ForkEvidence.Rewritten accused =
                new ForkEvidence.Rewritten(small.note(), large.note(), History.path(100, 300, HONEST));
        assertThat(accused.check(Signed.ORIGIN, Signed.KEYS)).isEqualTo(refused(ForkFault.NO_CONTRADICTION));
    }

    @Test
    void an_honest_record_cannot_be_accused_of_two_roots() {
        CheckpointNote note = Signed.checkpoint(HONEST, 100).note();
        CheckpointNote later = Signed.checkpoint(HONEST, 101).note();
        assertThat(check(new ForkEvidence.TwoRoots(note, note))).isEqualTo(refused(ForkFault.NO_CONTRADICTION));
        assertThat(check(new ForkEvidence.TwoRoots(note, later))).isEqualTo(refused(ForkFault.NOT_COMPARABLE));
    }

    @Test
    void an_honest_record_cannot_be_accused_of_two_leaves() {
        TlogProof forty = proof(HONEST, 40, 100);
        TlogProof next = proof(HONEST, 41, 100);
        assertThat(check(new ForkEvidence.TwoLeaves(Trees.leaf(40), forty, Trees.leaf(40), proof(HONEST, 40, 300))))
                .isEqualTo(refused(ForkFault.NO_CONTRADICTION));
        assertThat(check(new ForkEvidence.TwoLeaves(Trees.leaf(40), forty, Trees.leaf(41), next)))
                .isEqualTo(refused(ForkFault.NOT_COMPARABLE));
        assertThat(check(new ForkEvidence.TwoLeaves(Trees.leaf(40), forty, Trees.leaf(-1), forty)))
                .isEqualTo(refused(ForkFault.NOT_PROVED));
    }

    @Test
    void a_history_that_is_not_the_later_trees_proves_nothing() {
        CheckpointNote small = Signed.checkpoint(HONEST, 100).note();
        CheckpointNote large = Signed.checkpoint(HONEST, 300).note();
        List<Hash> invented = History.path(100, 300, FORKED);
        assertThat(check(new ForkEvidence.Rewritten(small, large, invented))).isEqualTo(refused(ForkFault.NOT_PROVED));
        assertThat(check(new ForkEvidence.Rewritten(small, large, List.of()))).isEqualTo(refused(ForkFault.NOT_PROVED));
        assertThat(check(new ForkEvidence.Rewritten(large, small, invented)))
                .isEqualTo(refused(ForkFault.NOT_COMPARABLE));
        Random random = new Random(12);
        for (List<Hash> damaged : Trees.damaged(History.path(100, 300, HONEST), random)) {
            assertThat(check(new ForkEvidence.Rewritten(small, large, damaged)))
                    .isEqualTo(refused(ForkFault.NOT_PROVED));
        }
    }

    @Test
    void evidence_of_checkpoints_that_others_signed_is_refused() {
        SignedCheckpoint first = Signed.checkpoint(HONEST, 100);
        SignedCheckpoint second = Signed.checkpoint(FORKED, 100);
        List<ForkEvidence> all = List.of(
                new ForkEvidence.TwoRoots(first.note(), second.note()),
                new ForkEvidence.TwoLeaves(
                        Trees.leaf(40), proof(HONEST, 40, 100), Trees.leaf(-1), proof(FORKED, 40, 200)),
                new ForkEvidence.Rewritten(
                        first.note(), Signed.checkpoint(FORKED, 300).note(), History.path(100, 300, FORKED)));
        for (ForkEvidence evidence : all) {
            assertThat(check(evidence)).isInstanceOf(ForkCheck.Proven.class);
            assertThat(evidence.check(Signed.ORIGIN, STRANGERS_KEYS)).isEqualTo(refused(ForkFault.UNSIGNED));
            assertThat(evidence.check(Origin.random(new Random(8)), Signed.KEYS))
                    .isEqualTo(refused(ForkFault.UNSIGNED));
        }
    }

    @Test
    void one_line_of_two_is_not_enough_to_accuse() {
        SignedCheckpoint forked = Signed.checkpoint(FORKED, 100);
        CheckpointNote half = Signed.relined(forked, lines -> lines.subList(0, 1));
        assertThat(check(
                        new ForkEvidence.TwoRoots(Signed.checkpoint(HONEST, 100).note(), half)))
                .isEqualTo(refused(ForkFault.UNSIGNED));
    }

    @Test
    void evidence_of_an_unknown_kind_is_refused_when_read() {
        ForkEvidence evidence = ForkEvidence.between(Signed.checkpoint(HONEST, 100), Signed.checkpoint(FORKED, 100))
                .orElseThrow();
        assertUnreadable(with(evidence.toJson(), "kind", Json.of("hearsay")));
        assertUnreadable(with(evidence.toJson(), "type", Json.of("rumour")));
        assertUnreadable(with(evidence.toJson(), "more", Json.of(true)));
        assertUnreadable(with(evidence.toJson(), "first", Json.of("not a note")));
    }

    @Test
    void a_history_has_at_most_54_hashes() {
        CheckpointNote note = Signed.checkpoint(HONEST, 100).note();
        ForkEvidence longest = new ForkEvidence.Rewritten(note, note, Collections.nCopies(54, Trees.leaf(0)));
        Json longer = with(longest.toJson(), "history", Json.list(Collections.nCopies(55, Trees.leaf(0)), Json::of));
        assertUnreadable(longer);
    }

    private static void assertUnreadable(Json json) {
        assertThatThrownBy(() -> ForkEvidence.read("evidence", json)).isInstanceOf(FormatException.class);
    }

    private static Json with(Json json, String name, Json value) {
        Map<String, Json> members = new TreeMap<>(((Json.Obj) json).members());
        members.put(name, value);
        return new Json.Obj(members);
    }

    /// What a stranger concludes who got the evidence as bytes.
    private static String proven(ForkEvidence evidence) throws FormatException {
        Json carried = Canonical.read("evidence", Canonical.write(evidence.toJson()), 1 << 20);
        ForkEvidence read = ForkEvidence.read("evidence", carried);
        assertThat(read).isEqualTo(evidence);
        if (check(read) instanceof ForkCheck.Proven(Origin origin, String sentence)) {
            assertThat(sentence).startsWith(origin.text()).startsWith(Signed.ORIGIN.text());
            return sentence;
        }
        throw new AssertionError("refused: " + check(read));
    }

    private static ForkCheck check(ForkEvidence evidence) {
        return evidence.check(Signed.ORIGIN, Signed.KEYS);
    }

    private static ForkCheck refused(ForkFault fault) {
        return new ForkCheck.Refused(fault);
    }
}
