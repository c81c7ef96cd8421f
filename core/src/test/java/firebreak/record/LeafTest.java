package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafTest {
    @ParameterizedTest
    @EnumSource
    void a_leaf_is_its_type_and_two_hashes(LeafType type) throws FormatException {
        Leaf leaf = new Leaf(type, Trees.leaf(1), Trees.leaf(2));
        assertThat(leaf.bytes().hex())
                .isEqualTo(
                        "0" + type.code() + Trees.leaf(1).hex() + Trees.leaf(2).hex());
        assertThat(leaf.bytes().size()).isEqualTo(65);
        assertThat(Leaf.read("leaf", leaf.bytes())).isEqualTo(leaf);
        assertThat(leaf.hash()).isEqualTo(Merkle.leafHash(leaf.bytes()));
    }

    @Test
    void the_types_keep_their_numbers() {
        assertThat(LeafType.values()).extracting(LeafType::code).containsExactly(1, 2, 3, 4, 5);
        assertThat(LeafType.values())
                .containsExactly(
                        LeafType.OPENING, LeafType.NOTE, LeafType.RECEIPT, LeafType.ADOPTION, LeafType.SUCCESSOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 127, 128, 255})
    void an_unknown_type_is_refused(int code) {
        byte[] bytes = new byte[65];
        bytes[0] = (byte) code;
        assertThatThrownBy(() -> Leaf.read("leaf", Bytes.wrap(bytes)))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith("found " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 66})
    void any_other_length_is_refused(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 1);
        assertThatThrownBy(() -> Leaf.read("leaf", Bytes.wrap(bytes))).isInstanceOf(FormatException.class);
    }
}
