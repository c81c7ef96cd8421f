package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
    private static final List<Bytes> THREE = List.of(Bytes.ofUtf8("a"), Bytes.EMPTY, Bytes.ofUtf8("bcd"));

    @Test
    void each_entry_stands_behind_its_length() throws FormatException {
        assertThat(EntryBundle.write(THREE).hex()).isEqualTo("0001610000" + "0003626364");
        assertThat(EntryBundle.read("bundle", EntryBundle.write(THREE), 3)).isEqualTo(THREE);
    }

    @Test
    void a_full_bundle_of_leaves_comes_back() throws FormatException {
        List<Bytes> leaves = IntStream.range(0, 256)
                .mapToObj(i -> new Leaf(LeafType.NOTE, Trees.leaf(i), Trees.leaf(-i)).bytes())
                .toList();
        Bytes content = EntryBundle.write(leaves);
        assertThat(content.size()).isEqualTo(256 * 67);
        assertThat(EntryBundle.read("bundle", content, 256)).isEqualTo(leaves);
    }

    @Test
    void an_entry_has_at_most_65535_bytes() throws FormatException {
        List<Bytes> largest = List.of(Bytes.wrap(new byte[65_535]));
        assertThat(EntryBundle.read("bundle", EntryBundle.write(largest), 1)).isEqualTo(largest);
        assertThatThrownBy(() -> EntryBundle.write(List.of(Bytes.wrap(new byte[65_536]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_truncation_is_refused() {
        Bytes content = EntryBundle.write(THREE);
        for (int end = 0; end < content.size(); end++) {
            Bytes truncated = content.slice(0, end);
            assertThatThrownBy(() -> EntryBundle.read("bundle", truncated, 3)).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void a_bundle_wider_or_narrower_than_its_name_is_refused() {
        Bytes content = EntryBundle.write(THREE);
        assertThatThrownBy(() -> EntryBundle.read("bundle", content, 2)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> EntryBundle.read("bundle", content, 4)).isInstanceOf(FormatException.class);
    }
}
