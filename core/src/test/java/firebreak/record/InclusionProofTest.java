package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InclusionProofTest {
    private static final LeafHashes TREE = new LeafHashes(Trees.leaves(600));

    @Test
    void every_leaf_of_every_tree_up_to_600_is_proved_and_no_other_leaf_in_its_place() {
        for (int size = 1; size <= 600; size++) {
            Hash root = Merkle.root(size, TREE);
            int step = size <= 130 ? 1 : 17;
            for (int index = size - 1; index >= 0; index -= step) {
                InclusionProof proof = InclusionProof.make(index, size, TREE);
                assertThat(proof.verify(Trees.leaf(index), root))
                        .as("%d in %d", index, size)
                        .isTrue();
                assertThat(proof.verify(Trees.leaf(index + 1), root))
                        .as("%d in %d", index, size)
                        .isFalse();
            }
        }
    }

    @Test
    void every_damaged_path_is_refused() {
        Random random = new Random(7);
        for (int size = 1; size <= 70; size++) {
            Hash root = Merkle.root(size, TREE);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.make(index, size, TREE);
                for (List<Hash> damaged : Trees.damaged(proof.path(), random)) {
                    assertThat(new InclusionProof(index, size, damaged).verify(Trees.leaf(index), root))
                            .as("%d in %d", index, size)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_path_proves_no_other_index() {
        for (int size = 2; size <= 40; size++) {
            Hash root = Merkle.root(size, TREE);
            for (int index = 0; index < size; index++) {
                List<Hash> path = InclusionProof.make(index, size, TREE).path();
                for (int other = 0; other < size; other++) {
                    assertThat(new InclusionProof(other, size, path).verify(Trees.leaf(index), root))
                            .as("path of %d for %d in %d", index, other, size)
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void proofs_hold_in_random_big_trees() {
        SplittableRandom random = new SplittableRandom(20221023);
        for (int round = 0; round < 300; round++) {
            long size = 1 + random.nextLong((1L << random.nextInt(1, 54)) - 1);
            long index = random.nextLong(size);
            HashSource tree = Trees.marked(index);
            Hash root = Merkle.root(size, tree);
            InclusionProof proof = InclusionProof.make(index, size, tree);
            assertThat(proof.path()).hasSizeLessThanOrEqualTo(InclusionProof.MAX_PATH);
            assertThat(proof.verify(Trees.leaf(index), root))
                    .as("round %d: %d in %d", round, index, size)
                    .isTrue();
            assertThat(proof.verify(Trees.leaf(-1), root))
                    .as("round %d: %d in %d", round, index, size)
                    .isFalse();
        }
    }

    @Test
    void the_largest_tree_is_proved_at_both_ends() {
        for (long index : new long[] {0, Merkle.MAX_SIZE - 1}) {
            HashSource tree = Trees.marked(index);
            InclusionProof proof = InclusionProof.make(index, Merkle.MAX_SIZE, tree);
            assertThat(proof.path()).hasSize(index == 0 ? InclusionProof.MAX_PATH : InclusionProof.MAX_PATH - 1);
            assertThat(proof.verify(Trees.leaf(index), Merkle.root(Merkle.MAX_SIZE, tree)))
                    .isTrue();
        }
    }

    @Test
    void json_comes_back_as_it_went() throws FormatException {
        InclusionProof proof = InclusionProof.make(5, 100, TREE);
        assertThat(InclusionProof.read("proof", proof.toJson())).isEqualTo(proof);
    }

    @Test
    void an_index_outside_the_tree_is_refused() {
        assertThatThrownBy(() -> InclusionProof.make(3, 3, TREE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.read("proof", json(3, 3, 0))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> InclusionProof.read("proof", json(-1, 3, 0))).isInstanceOf(FormatException.class);
    }

    @Test
    void a_path_has_at_most_53_hashes() throws FormatException {
        assertThat(InclusionProof.read("proof", json(0, 3, 53)).path()).hasSize(53);
        assertThatThrownBy(() -> InclusionProof.read("proof", json(0, 3, 54))).isInstanceOf(FormatException.class);
    }

    private static Json json(long index, long size, int hashes) {
        return Json.object()
                .with("index", index)
                .with("size", size)
                .with("path", Json.list(Collections.nCopies(hashes, Trees.leaf(0)), Json::of))
                .build();
    }
}
