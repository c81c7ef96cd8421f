package firebreak.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final long MS = 1_000_000;

    @Test
    void a_percentile_is_the_nearest_rank_whatever_the_order_they_came_in() {
        List<Long> nanos = new ArrayList<>();
        for (long i = 1; i <= 200; i++) {
            nanos.add(i * MS);
        }
        Collections.shuffle(nanos, new Random(1));

        Samples samples = Samples.of(nanos);

        assertThat(samples.p50()).isEqualTo(100);
        assertThat(samples.p99()).isEqualTo(198);
        assertThat(samples.worst()).isEqualTo(200);
        assertThat(samples.count()).isEqualTo(200);
    }

    @Test
    void of_few_samples_the_99th_percentile_is_the_worst() {
        Samples samples = Samples.of(List.of(3 * MS, MS, 2 * MS));

        assertThat(samples.p99()).isEqualTo(3);
        assertThat(samples.p50()).isEqualTo(2);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figures_show_three_digits_and_whole_numbers_beyond() {
        assertThat(Figure.text(0.1234)).isEqualTo("0.123");
        assertThat(Figure.text(9.876)).isEqualTo("9.88");
        assertThat(Figure.text(12.34)).isEqualTo("12.3");
        assertThat(Figure.text(1234.4)).isEqualTo("1234");
        assertThat(Figure.kb(42_300)).isEqualTo("42.3 kB");
    }
}
