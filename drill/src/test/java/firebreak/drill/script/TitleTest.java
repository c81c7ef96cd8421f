package firebreak.drill.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A claim is made. More follows.|A claim is made",
                "A claim; a reply|A claim",
                "At 10.30 it fell: near a town|At 10.30 it fell",
                "'  two   words '|two words",
                ".|."
            })
    void a_title_is_the_first_clause(String text, String title) {
        assertThat(Title.of(text)).isEqualTo(title);
    }

    @Test
    void the_longest_clause_stays_whole_and_a_longer_one_is_cut_at_a_word() {
        String most = "word ".repeat(15) + "words";

        assertThat(Title.of(most)).isEqualTo(most).hasSize(Title.MAX);
        assertThat(Title.of(most + "x")).isEqualTo("word ".repeat(15).strip() + "…");
        assertThat(Title.of("x".repeat(81))).hasSize(Title.MAX).endsWith("x…");
    }
}
