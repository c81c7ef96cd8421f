package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final List<Hash> LEAVES = Trees.leaves(600);
    private static final LeafHashes TREE = new LeafHashes(LEAVES);

    @Test
    void appending_one_by_one_always_has_the_root_of_the_whole_tree() {
        Frontier edge = Frontier.EMPTY;
        for (int size = 0; size < 600; size++) {
            assertThat(edge.root()).as("size %d", size).isEqualTo(Trees.root(LEAVES.subList(0, size)));
            assertThat(edge).as("size %d", size).isEqualTo(Frontier.of(size, TREE));
            edge = edge.append(LEAVES.get(size));
        }
        assertThat(edge).isEqualTo(Frontier.EMPTY.appendAll(LEAVES));
    }

    @Test
    void the_peaks_prove_the_next_leaf() {
        Frontier edge = Frontier.EMPTY;
        for (Hash leaf : LEAVES) {
            InclusionProof proof = edge.inclusionOfNext();
            edge = edge.append(leaf);
            assertThat(proof).isEqualTo(InclusionProof.make(edge.size() - 1, edge.size(), TREE));
            assertThat(proof.verify(leaf, edge.root()))
                    .as("size %d", edge.size())
                    .isTrue();
        }
    }

    @Test
    void appending_changes_nothing_in_the_frontier_appended_to() {
        Frontier three = Frontier.EMPTY.appendAll(LEAVES.subList(0, 3));
        Frontier four = three.append(LEAVES.get(3));
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.peaks()).hasSize(2);
        assertThat(four.peaks()).hasSize(1);
    }

    @Test
    void json_comes_back_as_it_went() throws FormatException {
        for (int size : new int[] {0, 1, 255, 256, 599}) {
            Frontier edge = Frontier.of(size, TREE);
            assertThat(Frontier.read("frontier", edge.toJson())).isEqualTo(edge);
        }
    }

    @Test
    void a_peak_too_few_or_too_many_is_refused() {
        for (int peaks : new int[] {1, 3}) {
            assertThatThrownBy(() -> new Frontier(3, LEAVES.subList(0, peaks)))
                    .isInstanceOf(IllegalArgumentException.class);
            Json json = Json.object()
                    .with("size", 3)
                    .with("peaks", Json.list(LEAVES.subList(0, peaks), Json::of))
                    .build();
            assertThatThrownBy(() -> Frontier.read("frontier", json)).isInstanceOf(FormatException.class);
        }
    }
}
