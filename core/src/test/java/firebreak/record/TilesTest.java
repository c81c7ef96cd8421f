package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {
    private static final List<Hash> LEAVES = Trees.leaves(70_000);
    private static final LeafHashes TREE = new LeafHashes(LEAVES);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000})
    void tiles_give_the_root_and_the_proofs_of_the_tree(long size) {
        Tiles tiles = new Tiles(Tiles.of(TREE), size);
        Hash root = Merkle.root(size, TREE);
        assertThat(tiles.root()).isEqualTo(root);
        assertThat(tiles.frontier()).isEqualTo(Frontier.of(size, TREE));
        Random random = new Random(size);
        for (int round = 0; round < 20 && size > 0; round++) {
            long index = random.nextLong(size);
            assertThat(tiles.inclusion(index).verify(Trees.leaf(index), root))
                    .as("%d in %d", index, size)
                    .isTrue();
            assertThat(tiles.inclusion(index)).isEqualTo(InclusionProof.make(index, size, TREE));
            assertThat(tiles.leafHash(index)).isEqualTo(Trees.leaf(index));
            assertThat(tiles.consistency(index)).isEqualTo(ConsistencyProof.make(index, size, TREE));
            assertThat(tiles.root(index)).isEqualTo(Merkle.root(index, TREE));
        }
    }

    @Test
    void proofs_come_at_every_earlier_size_too() {
        Tiles tiles = new Tiles(Tiles.of(TREE), 70_000);
        assertThat(tiles.inclusion(300, 1000)).isEqualTo(InclusionProof.make(300, 1000, TREE));
        assertThat(tiles.consistency(300, 1000)).isEqualTo(ConsistencyProof.make(300, 1000, TREE));
        assertThatThrownBy(() -> tiles.root(70_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.leafHash(70_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_proof_reads_each_tile_once() {
        List<TilePath.Hashes> read = new ArrayList<>();
        Tiles tiles = new Tiles(
                (level, index, width) -> {
                    read.add(new TilePath.Hashes(level, index, width));
                    return Tiles.of(TREE).tile(level, index, width);
                },
                70_000);
        tiles.inclusion(300);
        assertThat(read).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void a_tree_of_70000_has_the_tiles_of_the_specifications_example() {
        List<TilePath.Hashes> tiles = Tiles.hashTiles(70_000);
        assertThat(tiles).filteredOn(tile -> tile.level() == 0).hasSize(274);
        assertThat(tiles)
                .filteredOn(tile -> tile.level() == 0 && tile.width() == 256)
                .hasSize(273);
        assertThat(tiles.subList(273, 277))
                .containsExactly(
                        new TilePath.Hashes(0, 273, 112),
                        new TilePath.Hashes(1, 0, 256),
                        new TilePath.Hashes(1, 1, 17),
                        new TilePath.Hashes(2, 0, 1));
        assertThat(tiles).hasSize(277);
        assertThat(Tiles.entryBundles(70_000)).hasSize(274).last().isEqualTo(new TilePath.Entries(273, 112));
    }

    @Test
    void a_tree_of_256_has_one_full_tile_and_one_hash_above_it() {
        assertThat(Tiles.hashTiles(256)).containsExactly(new TilePath.Hashes(0, 0, 256), new TilePath.Hashes(1, 0, 1));
        assertThat(Tiles.hashTiles(255)).containsExactly(new TilePath.Hashes(0, 0, 255));
        assertThat(Tiles.hashTiles(0)).isEmpty();
        assertThat(Tiles.entryBundles(0)).isEmpty();
    }

    @Test
    void appending_builds_exactly_the_tiles_of_the_whole_tree() {
        Map<String, List<Hash>> built = new TreeMap<>();
        Frontier edge = Frontier.EMPTY;
        for (Hash leaf : LEAVES) {
            for (TileHash added : edge.tileHashes(leaf)) {
                List<Hash> tile = built.computeIfAbsent(added.level() + "/" + added.tile(), _ -> new ArrayList<>());
                assertThat(tile).hasSize(added.place());
                tile.add(added.hash());
            }
            edge = edge.append(leaf);
        }
        Map<String, List<Hash>> whole = new TreeMap<>();
        Tiles.hashTiles(70_000)
                .forEach(tile -> whole.put(
                        tile.level() + "/" + tile.index(),
                        Tiles.of(TREE).tile(tile.level(), tile.index(), tile.width())));
        assertThat(built).isEqualTo(whole);
    }

    @Test
    void a_tile_is_its_hashes_and_nothing_else() throws FormatException {
        Bytes content = Tiles.write(LEAVES.subList(0, 256));
        assertThat(content.size()).isEqualTo(8192);
        assertThat(Tiles.read("tile", content, 256)).isEqualTo(LEAVES.subList(0, 256));
        assertThatThrownBy(() -> Tiles.read("tile", content, 255)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Tiles.read("tile", content.slice(0, 8191), 256))
                .isInstanceOf(FormatException.class);
    }
}
