package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.node.home.FormPack;
import firebreak.note.Forms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NoteStateTest {
    private static final String CHANNEL = "ab".repeat(32);
    private static final String LEAF =
            "{\"origin\":\"firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"index\":%d,\"leaf\":\"" + "cd".repeat(32) + "\"}";

    private final List<String> marks = new ArrayList<>();
    private String form = "allegation";
    private String awaited = "[]";

    @Test
    void a_note_that_nobody_has_is_recorded_and_waited_for() throws Exception {
        assertThat(words("RU")).isEqualTo("ANSWER WAITED FOR from UK; recorded");
        form = "free-text";
        assertThat(words("RU")).isEqualTo("recorded");
    }

    @Test
    void each_party_is_shown_at_the_farthest_step_it_has_reached() throws Exception {
        mark("delivered", "delivered", "FR");
        mark("delivered", "delivered", "UK");
        mark("read", "read", "UK");
        assertThat(words("RU")).isEqualTo("ANSWER WAITED FOR from UK; delivered to FR; read by UK");
        mark("acknowledged", "acknowledged", "UK");
        assertThat(words("RU")).endsWith("acknowledged by UK");
    }

    @Test
    void who_has_not_got_it_is_named_once_somebody_has() throws Exception {
        mark("delivered", "delivered", "UK");
        assertThat(words("RU")).endsWith("not yet delivered to FR; delivered to UK");
    }

    @Test
    void the_answer_that_we_owe_is_ours() throws Exception {
        mark("delivered", "delivered", "UK");
        assertThat(words("UK")).startsWith("ANSWER WAITED FOR from UK (us); ");
        assertThat(state("UK").waitsForUs()).isTrue();
        assertThat(state("RU").waitsForUs()).isFalse();
    }

    @Test
    void a_holding_reply_ends_no_wait_and_a_reply_or_decline_does() throws Exception {
        mark("holding", "holding", "UK");
        assertThat(words("RU")).startsWith("ANSWER WAITED FOR from UK; ").endsWith("holding reply from UK");
        mark("answered", "decline", "UK");
        assertThat(words("RU")).doesNotContain("WAITED").endsWith("declined by UK");
        mark("answered", "reply", "UK");
        assertThat(words("RU")).endsWith("answered by UK");
    }

    @Test
    void an_information_addressee_owes_nothing() throws Exception {
        mark("answered", "reply", "UK");
        assertThat(state("FR").waitsFor()).isEmpty();
    }

    @Test
    void what_is_cancelled_is_no_longer_waited_for() throws Exception {
        mark("amended", "cancelled", "RU");
        assertThat(words("RU")).startsWith("cancelled by its author").doesNotContain("WAITED");
    }

    @Test
    void a_note_that_is_held_or_astray_or_only_proposed_says_so() throws Exception {
        mark("held", "held", "UK");
        assertThat(words("RU")).contains("HELD at UK");
        mark("astray", "delivered", "FR");
        assertThat(words("RU")).contains("FR WAS SHOWN ANOTHER RECORD");
        awaited = "[\"FR\"]";
        assertThat(words("RU")).contains("proposed, not yet recorded by FR").doesNotContain("WAITED");
    }

    @Test
    void a_page_names_what_it_refers_to_and_keeps_the_words() throws Exception {
        mark("answered", "reply", "UK");
        List<String> page = NotePage.of(note(), board("RU"), Map.of());
        assertThat(page)
                .contains("Reference     RU-UK/RU/0/1", "To            UK-MOD", "Information   FR-MFA")
                .contains(
                        "Marking       CONFIDENTIAL, releasable to US",
                        "Subject       A claim",
                        "Places        Kyiv; Lviv")
                .contains("It is said.", "State: not yet delivered to FR; answered by UK")
                .anyMatch(line -> line.endsWith("UK-MOD (UK): replied to"));
    }

    private void mark(String list, String rung, String party) {
        marks.add(list + " {\"rung\":\"" + rung + "\",\"party\":\"" + party + "\",\"post\":\"" + party
                + "-MOD\",\"at\":\"2022-10-23T12:05:00Z\",\"by\":" + LEAF.formatted(7) + ",\"of\":\"" + "cd".repeat(32)
                + "\"}");
    }

    private String words(String self) throws FormatException {
        return state(self).words();
    }

    private NoteState state(String self) throws FormatException {
        return NoteState.of(note(), board(self));
    }

    private static Board board(String self) {
        Map<String, Board.Other> members = new TreeMap<>();
        members.put("FR", new Board.Other("FR", List.of("FR-MFA")));
        members.put("RU", new Board.Other("RU", List.of("RU-MOD")));
        members.put("UK", new Board.Other("UK", List.of("UK-MOD", "UK-CDS")));
        members.remove(self);
        Board.Line line = new Board.Line(CHANNEL, "RU-UK-FR", self, List.copyOf(members.values()));
        return new Board(List.of(line), Forms.of(FormPack.builtIn().forms()));
    }

    private NoteView note() throws FormatException {
        StringBuilder lists = new StringBuilder();
        for (String list :
                List.of("delivered", "held", "read", "acknowledged", "holding", "answered", "amended", "astray")) {
            List<String> items = marks.stream()
                    .filter(mark -> mark.startsWith(list + " "))
                    .map(mark -> mark.substring(list.length() + 1))
                    .toList();
            lists.append(",\"")
                    .append(list)
                    .append("\":[")
                    .append(String.join(",", items))
                    .append(']');
        }
        String row = """
                {"channel":"%s","leaf":%s,"reference":"RU-UK/RU/0/1","recorded":"2022-10-23T12:00:00Z",
                 "authors":[{"party":"RU","post":"RU-MOD"}],"form":"%s","action":["UK-MOD"],"information":["FR-MFA"],
                 "outside":[],"precedence":"IMMEDIATE","marking":{"handling":"CONFIDENTIAL","releasableTo":["US"]},
                 "language":"en","refs":[],"subject":"A claim","text":"It is said.",
                 "fields":{"subject":"A claim","text":"It is said.","places":["Kyiv","Lviv"]},
                 "proposed":false,"awaited":%s%s}
                """.formatted(CHANNEL, LEAF.formatted(3), form, awaited, lists);
        return NoteView.read("note", Canonical.readLoose("note", Bytes.ofUtf8(row), 1 << 20));
    }
}
