package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.engine.Lookup;
import firebreak.engine.Table;
import firebreak.engine.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverlayTest {
    private static final Bytes ONE = Bytes.ofUtf8("one");
    private static final Bytes TWO = Bytes.ofUtf8("two");

    private final HeldStore store = new HeldStore();
    private final Overlay overlay = new Overlay(store);

    @Test
    void it_shows_what_will_be_committed_over_what_is() throws Exception {
        store.commit(List.of(put("a", ONE), put("b", ONE)));

        overlay.add(List.of(put("a", TWO), delete("b"), put("c", ONE)));

        assertThat(overlay.get(Table.NOTE, "a")).contains(TWO);
        assertThat(overlay.get(Table.NOTE, "b")).isEmpty();
        assertThat(overlay.get(Table.NOTE, "c")).contains(ONE);
        assertThat(overlay.get(Table.BODY, "a")).isEmpty();
    }

    @Test
    void of_several_writes_to_a_row_the_last_is_committed() {
        overlay.add(List.of(put("a", ONE), put("b", ONE)));
        overlay.add(List.of(delete("b"), put("a", TWO)));

        assertThat(overlay.writes()).containsExactlyInAnyOrder(put("a", TWO), delete("b"));
    }

    @Test
    void a_row_written_and_removed_again_is_removed_even_where_an_earlier_commit_had_it() throws Exception {
        store.commit(List.of(put("a", ONE)));

        overlay.add(List.of(put("a", TWO), delete("a")));

        assertThat(overlay.writes()).containsExactly(delete("a"));
    }

    @Test
    void what_was_frozen_stays_as_it_was() throws Exception {
        overlay.add(List.of(put("a", ONE), delete("b")));
        Lookup frozen = overlay.frozen();

        overlay.clear();
        overlay.add(List.of(put("a", TWO)));
        store.commit(List.of(put("b", TWO), put("c", TWO)));

        assertThat(frozen.get(Table.NOTE, "a")).contains(ONE);
        assertThat(frozen.get(Table.NOTE, "b")).isEmpty();
        assertThat(frozen.get(Table.NOTE, "c"))
                .as("not touched by the frozen writes")
                .contains(TWO);
    }

    private static Write put(String key, Bytes value) {
        return new Write.Put(Table.NOTE, key, value);
    }

    private static Write delete(String key) {
        return new Write.Delete(Table.NOTE, key);
    }
}
