package firebreak.bench.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 15_999, 16_000, 16_001, 16_003, 16_004, 44_433, 63_999, 64_000, 64_001, 68_000})
    void words_have_the_bytes_asked_for_and_fit_the_form(int bytes) {
        Desk.Words words = Desk.Words.of(bytes);

        int all = (words.text() + words.source()).getBytes(StandardCharsets.UTF_8).length;
        assertThat(all).isEqualTo(bytes);
        assertThat(words.text().codePointCount(0, words.text().length())).isLessThanOrEqualTo(16_000);
        assertThat(words.source().codePointCount(0, words.source().length())).isLessThanOrEqualTo(1_000);
    }

    @Test
    void words_of_one_byte_characters_need_no_source() {
        assertThat(Desk.Words.of(16_000)).isEqualTo(new Desk.Words("x".repeat(16_000), ""));
    }
}
