package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /// The eight leaves with which Certificate Transparency's implementations have always been compared.
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_roots_of_certificate_transparencys_eight_leaves_come_out() throws FormatException {
        List<Hash> leafHashes = new ArrayList<>();
        for (int i = 0; i < LEAVES.size(); i++) {
            leafHashes.add(Merkle.leafHash(Bytes.parseHex("leaf", LEAVES.get(i))));
            assertThat(Merkle.root(leafHashes).hex()).isEqualTo(ROOTS.get(i));
            assertThat(new LeafHashes(leafHashes).root().hex()).isEqualTo(ROOTS.get(i));
        }
    }

    @Test
    void the_empty_tree_has_the_hash_of_nothing() {
        assertThat(Merkle.EMPTY_ROOT.hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Merkle.root(List.of())).isEqualTo(Merkle.EMPTY_ROOT);
        assertThat(new LeafHashes(List.of()).root()).isEqualTo(Merkle.EMPTY_ROOT);
    }

    @Test
    void every_root_up_to_600_leaves_is_the_definition_by_halves() {
        List<Hash> leaves = Trees.leaves(600);
        LeafHashes tree = new LeafHashes(leaves);
        for (int size = 0; size <= 600; size++) {
            Hash expected = Trees.root(leaves.subList(0, size));
            assertThat(Merkle.root(size, tree)).as("size %d", size).isEqualTo(expected);
            assertThat(Merkle.root(leaves.subList(0, size))).as("size %d", size).isEqualTo(expected);
        }
    }

    @Test
    void a_leaf_is_never_taken_for_a_node() {
        Hash left = Trees.leaf(0);
        Hash right = Trees.leaf(1);
        assertThat(Merkle.leafHash(left.bytes().plus(right.bytes()))).isNotEqualTo(Merkle.nodeHash(left, right));
    }

    @Test
    void sizes_end_where_i_json_integers_do() {
        assertThat(Merkle.root(Merkle.MAX_SIZE, Trees.marked(0))).isNotNull();
        assertThatThrownBy(() -> Merkle.root(Merkle.MAX_SIZE + 1, Trees.marked(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.root(-1, Trees.marked(0))).isInstanceOf(IllegalArgumentException.class);
    }
}
