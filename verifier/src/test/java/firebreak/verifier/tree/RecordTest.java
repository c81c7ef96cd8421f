package firebreak.verifier.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Vectors;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordTest {
    private static final Vectors.Case KEYS = Vectors.cases("record", "keys").getFirst();
    private static final Origin ORIGIN = new Origin(KEYS.text("origin"));

    static List<Vectors.Case> leaves() {
        return Vectors.cases("record", "leaves");
    }

    static List<Vectors.Case> roots() {
        return Vectors.cases("record", "roots");
    }

    static List<Vectors.Case> tiles() {
        return Vectors.cases("record", "tiles");
    }

    static List<Vectors.Case> checkpoints() {
        return Vectors.cases("record", "checkpoints");
    }

    static List<Vectors.Case> proofs() {
        return Vectors.cases("record", "proofs");
    }

    static List<Vectors.Case> forks() {
        return Vectors.cases("record", "forks");
    }

    private static RecordKeys keys() throws Malformed {
        return RecordKeys.read(
                "keys", Json.object().with("ed25519", KEYS.text("ed25519")).with("mlDsa44", KEYS.text("mlDsa44")));
    }

    private static Bytes leaf(int index) {
        return Bytes.join(
                Bytes.ofNumber(index == 0 ? 1 : 2, 1),
                Hash.of(Bytes.ofText("envelope " + index)).bytes(),
                Hash.of(Bytes.ofText("commitment " + index)).bytes());
    }

    private static Tree tree(int size) {
        ByteBuffer hashes = ByteBuffer.allocate(size * Hash.SIZE);
        for (int index = 0; index < size; index++) {
            hashes.put(Tree.leafHash(leaf(index)).bytes().view());
        }
        return new Tree(hashes.array());
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void every_leaf_has_its_verdict(Vectors.Case vector) throws Malformed {
        Bytes content = Bytes.of(HexFormat.of().parseHex(vector.text("leaf")));
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Leaf.read("leaf", content));
            return;
        }
        Leaf leaf = Leaf.read("leaf", content);
        assertThat(leaf.type().name()).isEqualToIgnoringCase(vector.text("type"));
        assertThat(leaf.envelope()).hasToString(vector.text("envelope"));
        assertThat(leaf.commitment()).hasToString(vector.text("commitment"));
        assertThat(Tree.leafHash(content)).hasToString(vector.text("hash"));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void every_root_follows_from_the_leaves_of_that_tree_and_of_a_larger_one(Vectors.Case vector) {
        int size = (int) vector.number("size");
        assertThat(tree(size).root()).hasToString(vector.text("root"));
        assertThat(tree(1000).root(size)).hasToString(vector.text("root"));
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void every_tile_of_hashes_has_its_name_and_content(Vectors.Case vector) {
        Tree tree = tree((int) vector.number("size"));
        Map<String, String> files = new TreeMap<>();
        Tile.all(
                0,
                7,
                tree.size(),
                tile -> files.put(
                        tile.path(),
                        Hash.of(tree.nodes(tile.level() * 8, tile.index() * Tile.FULL, tile.width()))
                                .hex()));
        Tile.all(Tile.ENTRIES, Tile.ENTRIES, tree.size(), bundle -> files.put(bundle.path(), entries(bundle)));
        Map<String, String> expected = new TreeMap<>();
        ((Json.Obj) vector.get("files"))
                .members()
                .forEach((path, hash) -> expected.put(path, ((Json.Str) hash).value()));
        assertThat(files).isEqualTo(expected);
    }

    private static String entries(Tile bundle) {
        Bytes content = Bytes.join();
        for (int i = 0; i < bundle.width(); i++) {
            Bytes leaf = leaf((int) bundle.index() * Tile.FULL + i);
            content = Bytes.join(content, Bytes.ofNumber(leaf.size(), 2), leaf);
        }
        return Hash.of(content).hex();
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void every_checkpoint_has_its_verdict(Vectors.Case vector) throws Malformed {
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> Checkpoint.read("checkpoint", vector.bytes("text")));
            return;
        }
        Checkpoint checkpoint = Checkpoint.read("checkpoint", vector.bytes("text"));
        boolean signed = checkpoint.origin().equals(ORIGIN)
                && checkpoint.signedAt(keys()).isPresent();
        assertThat(signed).isEqualTo(vector.text("verdict").equals("valid"));
        if (signed) {
            assertThat(checkpoint.signedAt(keys()).orElseThrow()).hasToString(vector.text("statedAt"));
            assertThat(checkpoint.root()).hasToString(vector.text("root"));
            assertThat(checkpoint.size()).isEqualTo(vector.number("size"));
        }
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void every_proof_file_has_its_verdict(Vectors.Case vector) throws Malformed {
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> ProofFile.read("proof", vector.text("text")));
            return;
        }
        ProofFile proof = ProofFile.read("proof", vector.text("text"));
        boolean holds = proof.checkpoint().origin().equals(ORIGIN)
                && proof.checkpoint().signedAt(keys()).isPresent()
                && proof.includes(Hash.parse("leaf", vector.text("leaf")));
        assertThat(holds).isEqualTo(vector.text("verdict").equals("valid"));
    }

    @ParameterizedTest
    @MethodSource("forks")
    void all_fork_evidence_has_its_verdict(Vectors.Case vector) throws Malformed {
        Bytes evidence = Canonical.write(vector.get("evidence"));
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Fork.read("evidence", evidence));
            return;
        }
        String reason = vector.text("verdict").equals("refused") ? vector.text("reason") : "";
        assertThat(Fork.read("evidence", evidence).refused(ORIGIN, keys())).isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("keysAsTheyAreExchanged")
    void the_verifier_keys_of_a_record_are_those_of_the_vectors(Vectors.Case vector) throws Malformed {
        assertThat(Checkpoint.verifierKeys(ORIGIN, keys()))
                .isEqualTo(Bytes.ofText(String.join("\n", vector.texts("vkeys")) + "\n"));
    }

    static List<Vectors.Case> keysAsTheyAreExchanged() {
        return Vectors.cases("record", "keys");
    }
}
