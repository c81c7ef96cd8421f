package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    /// From RFC 4648's alphabet by hand: 128 bits, two zero bits, 26 letters of five bits.
    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ffffffffffffffffffffffffffffffff, 77777777777777777777777774",
        "00000000000000000000000000000001, aaaaaaaaaaaaaaaaaaaaaaaaae",
        "80000000000000000000000000000000, qaaaaaaaaaaaaaaaaaaaaaaaaa",
        "000102030405060708090a0b0c0d0e0f, aaaqeayeaudaocajbifqydiob4"
    })
    void sixteen_bytes_become_twenty_six_letters(String drawn, String letters) {
        byte[] bytes = HexFormat.of().parseHex(drawn);
        assertThat(Origin.random(giving(bytes)).text()).isEqualTo("firebreak/" + letters);
    }

    @Test
    void random_origins_carry_all_their_bits() throws FormatException {
        Random random = new Random(42);
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            Origin origin = Origin.random(giving(bytes));
            assertThat(decode(origin)).as("round %d", round).isEqualTo(new BigInteger(1, bytes));
            assertThat(Origin.parse("origin", origin.text())).isEqualTo(origin);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "firebreak/",
                "firebreak/aaaaaaaaaaaaaaaaaaaaaaaaa",
                "firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "firebreak/aaaaaaaaaaaaaaaaaaaaaaaaab",
                "firebreak/AAAAAAAAAAAAAAAAAAAAAAAAAA",
                "firebreak/aaaaaaaaaaaaaaaaaaaaaaaa1a",
                "Firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaa\n"
            })
    void any_other_name_is_refused(String text) {
        assertThatThrownBy(() -> Origin.parse("origin", text)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> new Origin(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger decode(Origin origin) {
        BigInteger bits = BigInteger.ZERO;
        for (char letter : origin.text().substring("firebreak/".length()).toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("abcdefghijklmnopqrstuvwxyz234567".indexOf(letter)));
        }
        return bits.shiftRight(2);
    }

    private static RandomGenerator giving(byte[] bytes) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only bytes are drawn");
            }

            @Override
            public void nextBytes(byte[] drawn) {
                System.arraycopy(bytes, 0, drawn, 0, drawn.length);
            }
        };
    }
}
