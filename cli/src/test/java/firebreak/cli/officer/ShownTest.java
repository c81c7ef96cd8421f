package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShownTest {
    @Test
    void what_a_rival_wrote_cannot_move_the_cursor() {
        assertThat(Shown.line("calm\u001b[2Jnow\r\nState: answered")).isEqualTo("calm?[2Jnow??State: answered");
        assertThat(Shown.wrapped("one\n\u001b[31mtwo\u202e", 80)).containsExactly("one", "?[31mtwo?");
    }

    @Test
    void a_line_is_cut_at_its_limit_and_says_so() {
        assertThat(Shown.line("12345", 5)).isEqualTo("12345");
        assertThat(Shown.line("123456", 5)).isEqualTo("1234…");
        assertThat(Shown.line("😀😀😀", 2)).isEqualTo("😀…");
    }

    @Test
    void lines_are_wrapped_between_words_and_paragraphs_kept() {
        assertThat(Shown.wrapped("one two three\n\nfour", 7)).containsExactly("one two", "three", "", "four");
        assertThat(Shown.wrapped("unbreakable", 4)).containsExactly("unbreakable");
    }

    @Test
    void the_yielding_column_alone_is_cut() {
        TextTable table = new TextTable("REF", "SUBJECT", "STATE");
        table.row("A/1", "a subject of many words that goes on", "ANSWER WAITED FOR from UK");
        assertThat(table.lines(50, 1))
                .isEqualTo(List.of(
                        "REF  SUBJECT             STATE", "A/1  a subject of many…  ANSWER WAITED FOR from UK"));
        assertThat(table.lines(200, 1).getLast()).contains("goes on  ANSWER");
    }
}
