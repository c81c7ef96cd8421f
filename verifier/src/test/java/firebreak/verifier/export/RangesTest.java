package firebreak.verifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangesTest {
    private static Ranges ranges(String json) throws Malformed {
        return Ranges.read("bodies", Canonical.read("bodies", Bytes.ofText(json), 1 << 10));
    }

    @Test
    void ranges_hold_both_their_ends() throws Malformed {
        Ranges ranges = ranges("[[0,2],[4,4]]");
        for (long index = 0; index < 6; index++) {
            assertThat(ranges.contains(index)).as("%d", index).isEqualTo(index != 3 && index != 5);
        }
        assertThat(ranges.count()).isEqualTo(4);
        assertThat(ranges.end()).isEqualTo(5);
        assertThat(ranges("[]").end()).isZero();
    }

    @Test
    void ranges_that_touch_overlap_or_descend_are_refused() {
        for (String wrong : List.of(
                "[[0,2],[3,4]]",
                "[[0,2],[2,4]]",
                "[[4,4],[0,2]]",
                "[[2,0]]",
                "[[-1,0]]",
                "[[0]]",
                "[[0,1,2]]",
                "[[0,9007199254740991]]",
                "[[0,0.5]]",
                "{}")) {
            assertThatExceptionOfType(Malformed.class).as(wrong).isThrownBy(() -> ranges(wrong));
        }
    }
}
