package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class StatusPageTest {
    private static String page(long clockAheadSeconds) throws FormatException {
        return page(clockAheadSeconds, 0, "");
    }

    private static String page(long clockAheadSeconds, int held, String more) throws FormatException {
        return page(clockAheadSeconds, held, more, "[]");
    }

    private static String page(long clockAheadSeconds, int held, String more, String disputed) throws FormatException {
        String status = """
                {%s"started":"2026-11-22T10:00:00Z","now":"2026-11-22T12:00:00Z","unlocked":["RU-MOD"],"locked":[],
                 "keys":{"warnings":[]},"held":0,"evidence":0,"disputed":%s,"channels":[{"label":"RU-UK","revocations":[],
                  "record":{"origin":"firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaa","size":3,"generation":0,"restored":false,
                   "appending":true,"root":"%s"},
                  "members":[{"party":"UK","state":"answering","since":"2026-11-22T11:00:00Z","waiting":0,"records":[],
                   "held":%d,"heldMost":1000,"clockAheadSeconds":%d}]}]}""".formatted(more, disputed, "0".repeat(64), held, clockAheadSeconds);
        return String.join("\n", StatusPage.of(Canonical.readLoose("status", Bytes.ofUtf8(status), 1 << 16), 120));
    }

    @Test
    void clocks_that_differ_by_a_minute_or_more_are_said_to_and_which_way() throws FormatException {
        assertThat(page(59)).doesNotContain("clock of");
        assertThat(page(-59)).doesNotContain("clock of");
        assertThat(page(60)).contains("RU-UK: the clock of UK is 1 min 0 s ahead of this node's");
        assertThat(page(-5 * 3600))
                .contains("the clock of UK is 5 h 0 min behind this node's: one of the two is wrong");
    }

    @Test
    void a_member_with_as_many_held_items_as_are_kept_is_named_with_what_to_do() throws FormatException {
        assertThat(page(0, 999, "")).doesNotContain("items are held");
        assertThat(page(0, 1_000, ""))
                .contains("UK in RU-UK: 1000 of its items are held, as many as the channel keeps")
                .contains("firebreak held --seen LEAF");
    }

    @Test
    void a_view_that_contradicts_what_is_held_is_shown_with_who_said_what() throws FormatException {
        assertThat(page(0)).doesNotContain("DISPUTED");
        assertThat(page(0, 0, "", "[\"UK says …\"]")).contains("DISPUTED    UK says …");
    }

    @Test
    void what_too_few_witnesses_have_signed_is_a_trouble_with_its_age() throws FormatException {
        assertThat(page(witnessing(3, ""))).doesNotContain("UNWITNESSED", "witness");
        assertThat(page(witnessing(1, "\"unwitnessedSince\":\"2026-11-22T11:59:50.001Z\",")))
                .as("that is how long witnesses take")
                .doesNotContain("UNWITNESSED");
        assertThat(page(witnessing(1, "\"unwitnessedSince\":\"2026-11-22T11:59:50Z\",")))
                .contains("UNWITNESSED for 10 s");
        assertThat(page(witnessing(1, "\"unwitnessedSince\":\"2026-11-22T11:18:00Z\",")))
                .contains(
                        "RU-UK: 2 leaves UNWITNESSED for 42 min 0 s; 3 of 4 needed, which stands 1 that lies or is away"
                                + " (firebreak witness status)");
    }

    private static String witnessing(int witnessed, String since) {
        return "\"witnessing\":{%s\"needed\":3,\"liars\":1,\"size\":3,\"witnessed\":%d,\"witnesses\":[%s]},"
                .formatted(
                        since, witnessed, String.join(",", Collections.nCopies(4, "{\"party\":\"UN\",\"signed\":3}")));
    }

    private static String page(String witnessing) throws FormatException {
        String status = """
                {"started":"2026-11-22T10:00:00Z","now":"2026-11-22T12:00:00Z","unlocked":["RU-MOD"],"locked":[],
                 "keys":{"warnings":[]},"held":0,"evidence":0,"disputed":[],"channels":[{"label":"RU-UK","revocations":[],%s
                  "record":{"origin":"firebreak/aaaaaaaaaaaaaaaaaaaaaaaaaa","size":3,"generation":0,"restored":false,
                   "appending":true,"root":"%s"},"members":[]}]}""".formatted(witnessing, "0".repeat(64));
        return String.join("\n", StatusPage.of(Canonical.readLoose("status", Bytes.ofUtf8(status), 1 << 16), 120));
    }

    @Test
    void a_lease_that_cannot_be_written_is_said_first_with_what_it_means() throws FormatException {
        String trouble = "\"lease\":{\"since\":\"2026-11-22T11:30:00Z\",\"reason\":\"no room\"},";
        assertThat(page(0, 0, trouble))
                .startsWith(
                        "LEASE       CANNOT BE WRITTEN since 2026-11-22 11:30:00Z, so nothing leaves this node: no room");
    }
}
