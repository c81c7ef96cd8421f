package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TranscriptTest {
    private final Transcript transcript = new Transcript();

    @Test
    void a_page_is_read_as_commands_with_what_they_show() {
        List<Transcript.Step> steps = Transcript.read(List.of(
                "Words.",
                "```console",
                "moscow$ firebreak init --home /srv/ru \\",
                "            --party RU",
                "Made.",
                "",
                "london$ true",
                "```",
                "<!-- test: cut -->",
                "```",
                "moscow$ not run",
                "```"));

        assertThat(steps)
                .containsExactly(
                        new Transcript.Step(
                                "moscow", 3, "firebreak init --home /srv/ru --party RU", List.of("Made.", "")),
                        new Transcript.Step("london", 7, "true", List.of()),
                        new Transcript.Step("test", 9, "cut", List.of()));
    }

    @Test
    void other_words_lines_too_many_and_too_few_do_not_fit() {
        assertThat(transcript.fits(List.of("1 note"), List.of("1 note"))).isTrue();
        assertThat(transcript.fits(List.of("1 note"), List.of("2 notes"))).isFalse();
        assertThat(transcript.fits(List.of("1 note"), List.of("1 note", "more")))
                .isFalse();
        assertThat(transcript.fits(List.of("1 note", "more"), List.of("1 note")))
                .isFalse();
        assertThat(transcript.fits(List.of(), List.of("unexpected"))).isFalse();
    }

    @Test
    void what_is_left_out_may_be_anything_and_the_rest_must_be_there() {
        assertThat(transcript.fits(List.of("a", "…", "d"), List.of("a", "b", "c", "d")))
                .isTrue();
        assertThat(transcript.fits(List.of("a", "…", "d"), List.of("a", "d"))).isTrue();
        assertThat(transcript.fits(List.of("a", "…", "d"), List.of("a", "b"))).isFalse();
        assertThat(transcript.fits(List.of("Exported … leaves"), List.of("Exported 13 leaves")))
                .isTrue();
        assertThat(transcript.fits(List.of("Exported … leaves"), List.of("Exported 13 notes")))
                .isFalse();
    }

    @Test
    void a_hash_may_be_another_but_the_same_one_wherever_the_page_says_the_same() {
        assertThat(transcript.fits(List.of("Draft 1b61889e42bb is made"), List.of("Draft 40ba47975982 is made")))
                .isTrue();
        assertThat(transcript.meant("firebreak note release 1b61889e42bb --home ru"))
                .isEqualTo("firebreak note release 40ba47975982 --home ru");
        assertThat(transcript.fits(List.of("1b61889e42bb"), List.of("40ba47975982")))
                .isTrue();
        assertThat(transcript.fits(List.of("1b61889e42bb"), List.of("aaaaaaaaaaaa")))
                .isFalse();
    }

    @Test
    void times_and_processes_pass_and_columns_are_as_wide_as_they_need_to_be() {
        String shown = "UK  silent  2026-11-22 20:28Z  process 12";
        assertThat(transcript.fits(List.of(shown), List.of("UK    silent   2027-01-02 03:04Z  process 345")))
                .isTrue();
        assertThat(transcript.fits(List.of(shown), List.of("UK    silent   2028-01-02 03:04Z  process 6")))
                .as("the same words of the page mean another time later")
                .isTrue();
        assertThat(transcript.fits(List.of(shown), List.of("UK    silent   soon  process 6")))
                .isFalse();
    }
}
