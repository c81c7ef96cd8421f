package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static Fingerprint of(String hex) throws FormatException {
        return new Fingerprint(Hash.parse("test", hex));
    }

    @Test
    void a_hash_is_shown_in_13_groups_of_six_digits() throws FormatException {
        assertThat(of("00".repeat(31) + "2a").digits())
                .isEqualTo("000000 ".repeat(12) + "000042")
                .matches("([0-9]{6} ){12}[0-9]{6}");
        assertThat(of("ff".repeat(32)))
                .hasToString(
                        "115792 089237 316195 423570 985008 687907 853269 984665 640564 039457 584007 913129 639935");
    }

    @Test
    void digits_and_hex_read_back_as_the_same_hash() throws FormatException {
        long seed = 78;
        Random random = new Random(seed);
        for (int draw = 0; draw < 500; draw++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            for (int zero = 0; zero < draw % 33; zero++) {
                bytes[zero] = 0;
            }
            Fingerprint fingerprint = new Fingerprint(new Hash(Bytes.wrap(bytes)));
            String about = "seed " + seed + ", draw " + draw;
            assertThat(Fingerprint.parse("test", fingerprint.digits()))
                    .as(about)
                    .isEqualTo(fingerprint);
            assertThat(Fingerprint.parse("test", fingerprint.hex())).as(about).isEqualTo(fingerprint);
        }
    }

    @Test
    void the_largest_number_is_read_and_the_next_is_not() throws FormatException {
        String largest = of("ff".repeat(32)).digits();
        assertThat(Fingerprint.parse("test", largest).hex()).isEqualTo("ff".repeat(32));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Fingerprint.parse("test", largest.replace("639935", "639936")))
                .withMessage("test: expected 78 digits of a number below 2^256; a digit is wrong");
    }

    @Test
    void a_slip_of_the_finger_is_refused_without_repeating_it() {
        for (String typed : new String[] {"", "123456", "12345 ".repeat(13), "g".repeat(64), "\u0661".repeat(78)}) {
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> Fingerprint.parse("test", typed))
                    .withMessageStartingWith("test: expected ");
        }
    }
}
