package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastAnsweredTest {
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");
    private static final LineName LINE = new LineName(LineEnd.CHANNEL, new PostCode("UA-MFA"), new PostCode("RU-MFA"));

    private final LastAnswered one = LastAnswered.NONE.with(LINE, NOON);

    @Test
    void the_text_of_it_reads_back() throws Exception {
        LineName other = new LineName(LineEnd.CHANNEL, new PostCode("UA-MFA"), new PostCode("RU-GS"));
        LastAnswered two = one.with(other, NOON.plusSeconds(1));
        assertThat(LastAnswered.parse("kept", two.bytes())).isEqualTo(two);
        assertThat(LastAnswered.parse("kept", LastAnswered.NONE.bytes())).isEqualTo(LastAnswered.NONE);
        assertThat(two.of(LINE)).contains(NOON);
        assertThat(one.of(other)).isEmpty();
    }

    @Test
    void a_newer_answer_takes_the_place_of_the_older() {
        assertThat(one.with(LINE, NOON.plusSeconds(9)).lines())
                .containsOnly(java.util.Map.entry(LINE, NOON.plusSeconds(9)));
    }

    @Test
    void a_line_named_twice_or_an_unknown_member_is_refused() throws Exception {
        String text = one.bytes().utf8("text");
        String entry = text.substring(1, text.length() - 1);
        refused("[" + entry + "," + entry + "]");
        refused("[" + entry.replace("{\"answered\"", "{\"also\":1,\"answered\"") + "]");
        refused("{}");
    }

    private static void refused(String text) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> LastAnswered.parse("kept", Bytes.ofUtf8(text)));
    }
}
