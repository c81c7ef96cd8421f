package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest {
    private static String written(double value) {
        return CanonicalWriter.text(new Json.Num(value));
    }

    /// RFC 8785 appendix B.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void the_samples_of_rfc_8785_are_written_as_published(String bits, String expected) {
        assertThat(written(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"9.9e-324, 1e-323", "2e-323, 2e-323", "1.5e-323, 1.5e-323", "4e-323, 4e-323", "2e23, 2e+23"})
    void one_digit_is_written_where_one_digit_is_enough(double value, String expected) {
        assertThat(written(value)).isEqualTo(expected);
    }

    @Test
    void any_double_is_written_shortest_and_reads_back_as_itself() {
        long seed = 20221023;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double value = sample(random, i);
            String text = written(value);
            String about = "seed " + seed + ", draw " + i + ": " + value;
            assertThat(Double.parseDouble(text)).as(about).isEqualTo(value);
            assertThat(new BigDecimal(text).stripTrailingZeros()).as(about).isEqualByComparingTo(shortest(value));
            assertThat(text)
                    .as(about)
                    .matches("-?(0|[1-9][0-9]{0,20}|[0-9]{1,21}\\.[0-9]{1,23}|[1-9](\\.[0-9]+)?e[+-][1-9][0-9]*)");
        }
    }

    /// Any bits, small subnormals and plain decimals in turn.
    private static double sample(Random random, int draw) {
        double value = switch (draw % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> Double.longBitsToDouble(random.nextLong(1L << random.nextInt(1, 53)));
            default -> random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12));
        };
        return Double.isFinite(value) ? value : 1;
    }

    /// By trying: the first length at which a neighbouring decimal reads back as the double.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean belowReads = below.doubleValue() == value;
            boolean aboveReads = above.doubleValue() == value;
            if (belowReads || aboveReads) {
                boolean belowIsNearer = exact.subtract(below).compareTo(above.subtract(exact)) <= 0;
                return belowReads && (belowIsNearer || !aboveReads) ? below : above;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_number_is_no_json(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Num(value));
    }

    @Test
    void integers_end_where_doubles_stop_telling_them_apart() {
        assertThat(CanonicalWriter.text(Json.of(9_007_199_254_740_991L))).isEqualTo("9007199254740991");
        assertThat(CanonicalWriter.text(Json.of(-9_007_199_254_740_991L))).isEqualTo("-9007199254740991");
        for (long beyond : new long[] {1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Json.of(beyond));
        }
    }

    @Test
    void minus_zero_is_zero() {
        assertThat(new Json.Num(-0.0)).isEqualTo(new Json.Num(0));
    }
}
