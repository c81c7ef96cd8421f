package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeClassTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2048",
        "2048, 3072",
        "3072, 4096",
        "4096, 6144",
        "6144, 8192",
        "8192, 12288",
        "12288, 16384",
        "16384, 24576",
        "24576, 32768",
        "32768, 49152",
        "49152, 65536",
        "65536, 98304",
        "98304, 131072",
        "131072, 196608",
        "196608, 262144"
    })
    void a_class_begins_one_byte_after_the_one_below(int below, int size) {
        assertThat(SizeClass.of(below + 1)).isEqualTo(size);
        assertThat(SizeClass.of(size)).isEqualTo(size);
    }

    @Test
    void nothing_is_in_the_smallest_class_and_too_much_in_none() {
        assertThat(SizeClass.of(0)).isEqualTo(2048);
        assertThatIllegalArgumentException().isThrownBy(() -> SizeClass.of(262145));
        assertThatIllegalArgumentException().isThrownBy(() -> SizeClass.of(-1));
    }

    @Test
    void every_size_fits_its_class_and_no_class_adds_more_than_half() {
        for (int size = 2049; size <= SizeClass.MAX; size++) {
            assertThat(SizeClass.of(size)).isGreaterThanOrEqualTo(size).isLessThan(size + size / 2 + 1);
        }
    }
}
