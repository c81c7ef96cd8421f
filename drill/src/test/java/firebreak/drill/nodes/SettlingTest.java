package firebreak.drill.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettlingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Deque<List<Json>> looks = new ArrayDeque<>();
    private int asked;

    private static Json status(int working, int waiting, int unopened, int size) {
        Json member = Json.object()
                .with("waiting", waiting)
                .with("unopened", unopened)
                .build();
        Json channel = Json.object()
                .with("record", Json.object().with("size", size).build())
                .with("members", new Json.Arr(List.of(member)))
                .build();
        return Json.object()
                .with("working", working)
                .with("channels", new Json.Arr(List.of(channel)))
                .build();
    }

    private static Json resting(int size) {
        return status(0, 0, 0, size);
    }

    /// What the nodes show at each look; the last of it from then on.
    private List<Json> next() {
        asked++;
        return looks.size() > 1 ? looks.remove() : looks.element();
    }

    @Test
    void nodes_at_rest_are_looked_at_twice() throws IOException {
        looks.add(List.of(resting(3), resting(4)));
        Settling.wait(this::next, LONG);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatever_is_under_way_anywhere_is_waited_for() throws IOException {
        looks.add(List.of(status(1, 0, 0, 3), resting(4)));
        looks.add(List.of(resting(3), status(0, 1, 0, 4)));
        looks.add(List.of(resting(3), status(0, 0, 1, 4)));
        looks.add(List.of(resting(3), resting(4)));
        Settling.wait(this::next, LONG);
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void a_record_that_grew_between_two_looks_may_yet_be_answered() throws IOException {
        looks.add(List.of(resting(3), resting(4)));
        looks.add(List.of(resting(3), resting(5)));
        looks.add(List.of(resting(4), resting(5)));
        Settling.wait(this::next, LONG);
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void nodes_that_do_not_settle_are_told_with_what_is_left() {
        looks.add(List.of(status(0, 2, 1, 3)));
        assertThatThrownBy(() -> Settling.wait(this::next, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 leaves or statements");
    }
}
