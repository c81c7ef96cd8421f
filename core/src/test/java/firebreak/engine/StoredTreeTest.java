package firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.record.Frontier;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StoredTreeTest {
    private static final int SIZE = 300;
    private static final Origin ORIGIN = Origin.random(new Random(1));

    private final List<Leaf> leaves = new ArrayList<>();
    private final Turn turn = new Turn(State.EMPTY, (table, key) -> Optional.empty(), Instant.EPOCH, new Random(2));
    private int reads;
    private final StoredTree tree = new StoredTree(turn, index -> {
        reads++;
        return Optional.of(leaves.get((int) index));
    });

    StoredTreeTest() {
        for (int i = 0; i < SIZE; i++) {
            Hash hash = Hash.of(Bytes.ofUtf8("leaf " + i));
            leaves.add(new Leaf(LeafType.NOTE, hash, hash));
        }
    }

    private Hash root(int size) {
        return Merkle.root(leaves.subList(0, size).stream().map(Leaf::hash).toList());
    }

    private Frontier edge(int size) {
        return Frontier.EMPTY.appendAll(
                leaves.subList(0, size).stream().map(Leaf::hash).toList());
    }

    private void grown(int from, int to) {
        tree.grown(ORIGIN, edge(from), edge(to));
    }

    @Test
    void every_earlier_root_is_found_by_few_reads() {
        for (int size = 0; size < SIZE; size++) {
            grown(size, size + 1);
        }
        for (int size = 0; size <= SIZE; size++) {
            reads = 0;
            assertThat(tree.root(ORIGIN, size, edge(SIZE))).as("size %d", size).isEqualTo(root(size));
            assertThat(reads).as("size %d", size).isLessThan((int) StoredTree.EVERY);
        }
    }

    @Test
    void the_newest_roots_are_found_without_reading() {
        for (int size = 0; size < SIZE; size++) {
            grown(size, size + 1);
        }
        int oldest = SIZE - Edges.MOST + 1;
        reads = 0;
        for (int size = oldest; size <= SIZE; size++) {
            assertThat(tree.root(ORIGIN, size, Frontier.EMPTY))
                    .as("size %d", size)
                    .isEqualTo(root(size));
        }
        assertThat(reads).isZero();
        assertThat(turn.state.edges().at(ORIGIN, oldest - 1)).isEmpty();
        assertThat(turn.state.edges().at(ORIGIN, SIZE + 1)).isEmpty();
        assertThat(turn.state.edges().newest().get(ORIGIN)).hasSize(Edges.MOST);
    }

    @Test
    void a_record_that_grows_by_many_leaves_at_once_gets_every_signpost() {
        grown(0, 63);
        grown(63, SIZE);

        reads = 0;
        assertThat(tree.root(ORIGIN, 128, Frontier.EMPTY)).isEqualTo(root(128));
        assertThat(tree.root(ORIGIN, 192, Frontier.EMPTY)).isEqualTo(root(192));
        assertThat(reads).isZero();
    }

    @Test
    void an_edge_at_hand_saves_the_way_from_the_signpost() {
        grown(0, SIZE);

        reads = 0;
        assertThat(tree.root(ORIGIN, 127, edge(125))).isEqualTo(root(127));
        assertThat(reads).isEqualTo(2);
        assertThat(tree.root(ORIGIN, 127, edge(128)))
                .as("an edge beyond helps nothing")
                .isEqualTo(root(127));
    }

    @Test
    void a_store_without_signposts_is_read_from_its_beginning_once() {
        assertThat(tree.root(ORIGIN, 200, Frontier.EMPTY)).isEqualTo(root(200));
        assertThat(reads).isEqualTo(200);

        reads = 0;
        assertThat(tree.root(ORIGIN, 201, Frontier.EMPTY)).isEqualTo(root(201));
        assertThat(reads).isEqualTo((int) (201 % StoredTree.EVERY));
    }

    @Test
    void an_edge_at_hand_saves_the_beginning_where_there_is_no_signpost() {
        assertThat(tree.root(ORIGIN, 200, edge(100))).isEqualTo(root(200));
        assertThat(reads).isEqualTo(100);
    }
}
