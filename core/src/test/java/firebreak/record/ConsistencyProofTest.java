package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
    private static final LeafHashes TREE = new LeafHashes(Trees.leaves(600));
    private static final Hash OTHER = Trees.leaf(-7);

    @Test
    void every_tree_up_to_600_continues_every_smaller_one() {
        for (int to = 0; to <= 600; to++) {
            Hash toRoot = Merkle.root(to, TREE);
            int step = to <= 100 ? 1 : 13;
            for (int from = to; from >= 0; from -= step) {
                ConsistencyProof proof = ConsistencyProof.make(from, to, TREE);
                Hash fromRoot = Merkle.root(from, TREE);
                assertThat(proof.verify(fromRoot, toRoot))
                        .as("%d to %d", from, to)
                        .isTrue();
                assertThat(proof.verify(OTHER, toRoot))
                        .as("%d to %d, old root wrong", from, to)
                        .isFalse();
                assertThat(from > 0 && proof.verify(fromRoot, OTHER))
                        .as("%d to %d, new root wrong", from, to)
                        .isFalse();
            }
        }
    }

    @Test
    void every_damaged_path_is_refused() {
        Random random = new Random(11);
        for (int to = 1; to <= 40; to++) {
            for (int from = 1; from <= to; from++) {
                Hash fromRoot = Merkle.root(from, TREE);
                Hash toRoot = Merkle.root(to, TREE);
                for (List<Hash> damaged :
                        Trees.damaged(ConsistencyProof.make(from, to, TREE).path(), random)) {
                    assertThat(new ConsistencyProof(from, to, damaged).verify(fromRoot, toRoot))
                            .as("%d to %d", from, to)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void random_big_trees_continue_their_beginnings() {
        SplittableRandom random = new SplittableRandom(1962);
        for (int round = 0; round < 300; round++) {
            long to = 2 + random.nextLong(1L << random.nextInt(1, 53));
            long from = 1 + random.nextLong(to - 1);
            HashSource tree = Trees.marked(random.nextLong(to));
            Hash fromRoot = Merkle.root(from, tree);
            ConsistencyProof proof = ConsistencyProof.make(from, to, tree);
            assertThat(proof.path()).hasSizeLessThanOrEqualTo(History.MAX_PATH);
            assertThat(proof.verify(fromRoot, Merkle.root(to, tree)))
                    .as("round %d: %d to %d", round, from, to)
                    .isTrue();
            assertThat(proof.verify(fromRoot, OTHER))
                    .as("round %d: %d to %d", round, from, to)
                    .isFalse();
        }
    }

    @Test
    void a_rewritten_beginning_is_refused() {
        for (int to = 2; to <= 80; to++) {
            for (int from = 1; from < to; from++) {
                HashSource rewritten = Trees.marked(from - 1);
                ConsistencyProof proof = ConsistencyProof.make(from, to, rewritten);
                Hash honest = Merkle.root(from, Trees.marked(to));
                assertThat(proof.verify(honest, Merkle.root(to, rewritten)))
                        .as("%d to %d", from, to)
                        .isFalse();
            }
        }
    }

    @Test
    void the_empty_tree_begins_every_tree_and_needs_no_path() {
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(Merkle.EMPTY_ROOT, OTHER))
                .isTrue();
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(OTHER, OTHER)).isFalse();
        assertThat(new ConsistencyProof(0, 5, List.of(OTHER)).verify(Merkle.EMPTY_ROOT, OTHER))
                .isFalse();
        assertThat(new ConsistencyProof(5, 5, List.of(OTHER)).verify(OTHER, OTHER))
                .isFalse();
    }

    @Test
    void a_history_names_both_roots_of_its_tree() {
        for (int to = 2; to <= 130; to++) {
            for (int from = 1; from < to; from++) {
                assertThat(History.roots(from, to, History.path(from, to, TREE)))
                        .as("%d to %d", from, to)
                        .isEqualTo(Optional.of(new History.Roots(Merkle.root(from, TREE), Merkle.root(to, TREE))));
            }
        }
    }

    @Test
    void json_comes_back_as_it_went() throws FormatException {
        ConsistencyProof proof = ConsistencyProof.make(77, 500, TREE);
        assertThat(ConsistencyProof.read("proof", proof.toJson())).isEqualTo(proof);
    }

    @Test
    void a_tree_does_not_continue_a_larger_one() {
        assertThatThrownBy(() -> ConsistencyProof.make(6, 5, TREE)).isInstanceOf(IllegalArgumentException.class);
        Json json = Json.object()
                .with("from", 6)
                .with("to", 5)
                .with("path", new Json.Arr(List.of()))
                .build();
        assertThatThrownBy(() -> ConsistencyProof.read("proof", json)).isInstanceOf(FormatException.class);
    }
}
