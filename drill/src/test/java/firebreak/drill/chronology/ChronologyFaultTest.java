package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One test per thing that can be wrong; each fault names file, line, event, field, found and expected.
class ChronologyFaultTest {
    @Test
    void an_undeclared_sender() {
        assertThat(Draft.onlyFault(Draft.with("from: UK\n", "from: FR\n")))
                .isEqualTo(
                        "talks.yaml:24: event e02, field from: found 'FR', expected a declared party, a declared post"
                                + " or 'public'");
        assertThat(Draft.onlyFault(Draft.with("from: [RU, UK]", "from: [RU, UK-CDS]")))
                .startsWith("talks.yaml:35: event e03, field from: found 'UK-CDS'");
    }

    @Test
    void a_made_post_is_not_declared() {
        assertThat(Draft.onlyFault(
                        Draft.with("  UNSC: Security Council\n", "").replace("from: [RU, UK]", "from: UN-GOV")))
                .contains("event e03, field from: found 'UN-GOV'");
    }

    @Test
    void an_undeclared_addressee_is_no_fault_but_an_outsider() {
        assertThat(Draft.read(Draft.with("to: RU-MOD", "to: FR"))
                        .events()
                        .get(1)
                        .to())
                .containsExactly(new Code.Outside("FR"));
    }

    @Test
    void a_reference_to_no_event() {
        assertThat(Draft.onlyFault(Draft.with("refs: [e01]", "refs: [e99]")))
                .isEqualTo("talks.yaml:28: event e02, field refs: found 'e99', which is no event of this file, expected"
                        + " the id of an earlier event");
    }

    @Test
    void a_reference_to_itself_names_both() {
        assertThat(Draft.onlyFault(Draft.with("refs: [e01]", "refs: e02")))
                .startsWith("talks.yaml:28: event e02, field refs: found 'e02', the event itself");
    }

    @Test
    void a_reference_to_a_later_event_names_both() {
        assertThat(Draft.onlyFault(Draft.with("refs: [e01]", "refs: [e03]")))
                .startsWith("talks.yaml:28: event e02, field refs: found 'e03', the later event at talks.yaml:30");
    }

    @Test
    void a_time_surely_before_an_earlier_event_names_both() {
        assertThat(Draft.onlyFault(Draft.with("2022-10-21T18:00:00Z", "2022-10-20T23:59:00Z")))
                .isEqualTo("talks.yaml:22: event e02, field at: found 2022-10-20 23:59, before event e01 above it at"
                        + " 2022-10-21, expected events in the order of time, as far as their precision tells");
    }

    @Test
    void a_time_is_held_against_every_event_above_not_only_the_last() {
        String text = Draft.with(
                        "at: \"2022-10-21T12:00:00Z\"\n    precision: day",
                        "at: \"2022-10-21T12:00:00Z\"\n    precision: minute")
                .replace(
                        "at: \"2022-10-21T18:00:00Z\"\n    precision: minute",
                        "at: \"2022-10-21T10:00:00Z\"\n    precision: day")
                .replace(
                        "at: \"2022-10-22T18:00:00Z\"\n    precision: range",
                        "at: \"2022-10-21T11:59:00Z\"\n    precision: minute");

        assertThat(Draft.onlyFault(text))
                .contains("event e03, field at: found 2022-10-21 11:59, before event e01 above");
    }

    @Test
    void within_the_precision_the_order_of_the_file_holds() {
        assertThat(Draft.faults(Draft.with("2022-10-21T18:00:00Z", "2022-10-21T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void an_id_used_twice() {
        assertThat(Draft.onlyFault(Draft.with("id: e03", "id: e01").replace("refs: [e01, e02]", "refs: []")))
                .isEqualTo(
                        "talks.yaml:30: event e01, field id: found 'e01' again, first used at talks.yaml:11, expected"
                                + " an id used once in its file");
    }

    @Test
    void an_unknown_precision() {
        assertThat(Draft.onlyFault(Draft.with("precision: day", "precision: week")))
                .isEqualTo("talks.yaml:13: event e01, field precision: found 'week', expected one of minute, about,"
                        + " hour, part-of-day, day, range");
    }

    @Test
    void a_range_that_ends_before_it_begins() {
        assertThat(Draft.onlyFault(Draft.with("not_after: \"2022-10-23", "not_after: \"2022-10-22")
                        .replace("not_before: \"2022-10-22T12:00:00Z", "not_before: \"2022-10-22T12:00:01Z")))
                .isEqualTo("talks.yaml:33: event e03, field not_before: found 2022-10-22T12:00:01Z, after not_after"
                        + " 2022-10-22T12:00:00Z, expected not_before at or before not_after");
    }

    @Test
    void a_range_of_one_moment_passes() {
        String moment = Draft.with("at: \"2022-10-22T18", "at: \"2022-10-22T12")
                .replace("not_after: \"2022-10-23", "not_after: \"2022-10-22");

        assertThat(Draft.faults(moment)).isEmpty();
    }

    @Test
    void a_range_without_an_end() {
        assertThat(Draft.onlyFault(Draft.with("    not_after: \"2022-10-23T12:00:00Z\"\n", "")))
                .startsWith("talks.yaml:30: event e03, field not_after: found nothing, expected a UTC time");
    }

    @Test
    void a_stated_time_outside_its_range() {
        assertThat(Draft.onlyFault(Draft.with("at: \"2022-10-22T18", "at: \"2022-10-24T18")))
                .isEqualTo("talks.yaml:31: event e03, field at: found 2022-10-24T18:00:00Z, expected a time within"
                        + " not_before and not_after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-10-21",
                "2022-10-21T12:00:00+03:00",
                "2022-13-21T12:00:00Z",
                "noon",
                "2022-02-30T12:00:00Z",
                "2022-10-21T12:00Z"
            })
    void a_time_that_is_no_utc_time(String time) {
        assertThat(Draft.onlyFault(Draft.with("2022-10-21T12:00:00Z", time)))
                .isEqualTo("talks.yaml:12: event e01, field at: found '" + time
                        + "', expected a UTC time such as \"2022-10-23T12:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "id", "title", "parties", "events"})
    void a_missing_key_of_the_file(String key) {
        String text = Draft.VALID.replaceFirst("(?m)^" + key + ":", "other-" + key + ":");

        assertThat(Draft.faults(text))
                .singleElement()
                .asString()
                .startsWith("talks.yaml:1: chronology, field " + key + ": found nothing, expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "precision", "from", "to", "kind", "summary"})
    void a_missing_key_of_an_event(String key) {
        String text = Draft.VALID.replaceFirst("(?m)^    " + key + ":", "    other-" + key + ":");

        assertThat(Draft.faults(text))
                .singleElement()
                .asString()
                .startsWith("talks.yaml:11: event e01, field " + key + ": found nothing, expected ");
    }

    @Test
    void an_event_without_an_id_is_named_by_its_number() {
        assertThat(Draft.onlyFault(Draft.with("id: e03", "name: e03")))
                .startsWith("talks.yaml:30: event number 3, field id: found nothing, expected an id of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../up", "-x", "\"\\u0000\"", "x/y"})
    void an_id_that_is_no_id(String id) {
        assertThat(Draft.onlyFault(Draft.with("id: e03", "id: " + id))).contains("field id: found");
    }

    @Test
    void the_longest_id_passes_and_one_more_is_refused() {
        assertThat(Draft.faults(Draft.with("id: e03", "id: " + "x".repeat(64)))).isEmpty();
        assertThat(Draft.onlyFault(Draft.with("id: e03", "id: " + "x".repeat(65))))
                .contains("field id: found");
    }

    @Test
    void another_schema() {
        assertThat(Draft.onlyFault(Draft.with("chronology/1", "chronology/2")))
                .isEqualTo("talks.yaml:1: chronology, field schema: found 'chronology/2', expected 'chronology/1'");
    }

    @Test
    void a_post_of_no_party() {
        assertThat(Draft.onlyFault(Draft.with("  UNSC: ", "  XUNSC: ").replace("to: [UNSC]", "to: [UN]")))
                .isEqualTo("talks.yaml:9: chronology, field posts: found 'XUNSC', which begins with no party's code,"
                        + " expected a post code that begins with the code of its party");
    }

    @Test
    void a_faulty_post_used_as_a_sender_is_one_fault() {
        assertThat(Draft.faults(Draft.with("  RU-MOD: ", "  XRU-MOD: ").replace("from: RU-MOD", "from: XRU-MOD")))
                .singleElement()
                .asString()
                .contains("begins with no party's code");
    }

    @Test
    void one_code_for_a_party_and_a_post() {
        assertThat(Draft.onlyFault(Draft.with("  UNSC: ", "  UN: ").replace("to: [UNSC]", "to: [UN]")))
                .startsWith("talks.yaml:9: chronology, field posts: found 'UN', a party's code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "U N", "../UN", "1N", "U", "Un", "U-N", "ABCDEFGHIJKLMNOPQ"})
    void a_party_code_that_is_no_code(String code) {
        String text = Draft.with("UN: United", "\"" + code + "\": United").replace("  UNSC: Security Council\n", "");

        assertThat(Draft.onlyFault(text))
                .startsWith("talks.yaml:4: chronology, field parties: found '" + code
                        + "', expected a party code: 2 to 16");
    }

    @Test
    void the_longest_codes_pass_and_one_more_is_refused() {
        String party = "ABCDEFGHIJKLMNOP";
        String text = Draft.with("UN: United", party + ": United");

        assertThat(Draft.faults(text.replace("UNSC", party + "-ABCDEFGHIJKLMNO")))
                .isEmpty();
        assertThat(Draft.onlyFault(text.replace("UNSC", party + "-ABCDEFGHIJKLMNOP")))
                .contains("expected a post code: 2 to 32");
    }

    @Test
    void the_longest_name_passes_and_one_more_is_refused() {
        assertThat(Draft.faults(Draft.with("Security Council", "n".repeat(120))))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("Security Council", "n".repeat(121))))
                .contains("expected a name of 1 to 120 visible characters");
    }

    @Test
    void the_most_senders_addressees_and_references_pass_and_one_more_is_refused() {
        assertThat(Draft.faults(Draft.with("from: [RU, UK]", "from: [" + "RU, ".repeat(16) + "]")))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("from: [RU, UK]", "from: [" + "RU, ".repeat(17) + "]")))
                .contains("event e03, field from: found 17 entries, expected at most 16");
        assertThat(Draft.faults(Draft.with("to: [UNSC]", "to: [" + "UNSC, ".repeat(64) + "]")))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("to: [UNSC]", "to: [" + "UNSC, ".repeat(65) + "]")))
                .contains("event e03, field to: found 65 entries, expected at most 64");
        assertThat(Draft.onlyFault(Draft.with("via: [courier]", "via: [" + "a, ".repeat(65) + "]")))
                .contains("event e02, field via: found 65 entries");
        assertThat(Draft.faults(Draft.with("refs: [e01, e02]", "refs: [" + "e01, ".repeat(64) + "]")))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("refs: [e01, e02]", "refs: [" + "e01, ".repeat(65) + "]")))
                .contains("event e03, field refs: found 65 entries");
    }

    @Test
    void a_name_that_says_nothing() {
        assertThat(Draft.onlyFault(Draft.with("UNSC: Security Council", "UNSC:")))
                .startsWith("talks.yaml:9: chronology, field posts: found nothing for UNSC, expected a name of");
        assertThat(Draft.onlyFault(Draft.with("UN: United Nations", "UN: [a]")))
                .startsWith("talks.yaml:4: chronology, field parties: found a list of 1 for UN, expected a name of");
    }

    @Test
    void one_party_alone() {
        String text = """
                schema: chronology/1
                id: a
                title: b
                parties: {AA: x}
                events:
                  - {id: e, at: "2000-01-01T00:00:00Z", precision: day, from: AA, to: [], kind: k, summary: s}
                """;

        assertThat(Draft.onlyFault(text)).contains("field parties: found 1 parties, expected 2 to 64 parties");
    }

    @Test
    void no_sender() {
        assertThat(Draft.onlyFault(Draft.with("from: UK\n", "from: []\n")))
                .startsWith("talks.yaml:24: event e02, field from: found an empty list, expected at least one sender");
    }

    @Test
    void values_of_the_wrong_shape() {
        assertThat(Draft.onlyFault(Draft.with("from: UK\n", "from: {UK: x}\n")))
                .contains("event e02, field from: found a mapping of 1 keys");
        assertThat(Draft.onlyFault(Draft.with("to: [UNSC]", "to: [[UNSC]]")))
                .contains("event e03, field to: found a list of 1");
        assertThat(Draft.onlyFault(Draft.with("summary: Both write.", "summary: [a]")))
                .contains("event e03, field summary");
        assertThat(Draft.onlyFault(Draft.with("refs: [e01]", "refs: {e01: x}"))).contains("event e02, field refs");
        assertThat(Draft.onlyFault("just a text"))
                .contains("chronology, field -: found 'just a text', expected a mapping");
        assertThat(Draft.onlyFault(Draft.VALID + "  - no event\n"))
                .contains("event number 4, field -: found 'no event'");
        assertThat(Draft.onlyFault(Draft.VALID.substring(0, Draft.VALID.indexOf("events:")) + "events: none\n"))
                .contains("field events: found 'none', expected a list of events");
        assertThat(Draft.onlyFault(Draft.VALID.substring(0, Draft.VALID.indexOf("events:")) + "events: []\n"))
                .contains("field events: found 0 events");
    }

    @Test
    void parties_of_the_wrong_shape_are_one_fault_not_one_per_event() {
        assertThat(Draft.onlyFault(Draft.with("{RU: Russia, UN: United Nations, UK: United Kingdom}", "[RU, UN]")
                        .replaceAll("(?ms)^posts:.*?^events:", "events:")))
                .contains("field parties: found a list of 2, expected a mapping of party code to name");
    }

    @Test
    void the_longest_kind_and_outsider_pass_and_one_more_is_refused() {
        assertThat(Draft.faults(Draft.with("kind: letter", "kind: " + "k".repeat(64))))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("kind: letter", "kind: " + "k".repeat(65))))
                .contains("field kind: found 65");
        assertThat(Draft.faults(Draft.with("allies", "a".repeat(120)))).isEmpty();
        assertThat(Draft.onlyFault(Draft.with("allies", "a".repeat(121)))).contains("field to: found a name of 121");
    }

    @Test
    void the_longest_texts_pass_and_one_more_is_refused() {
        assertThat(Draft.faults(Draft.with("Both write.", "s".repeat(4_000)))).isEmpty();
        assertThat(Draft.onlyFault(Draft.with("Both write.", "s".repeat(4_001))))
                .contains("event e03, field summary: found 4001 characters, expected at most 4000 characters");
        assertThat(Draft.faults(Draft.with("\"press\"", "s".repeat(1_000)))).isEmpty();
        assertThat(Draft.onlyFault(Draft.with("\"press\"", "s".repeat(1_001)))).contains("event e01, field source");
        assertThat(Draft.faults(Draft.with("channel: telephone", "channel: " + "s".repeat(200))))
                .isEmpty();
        assertThat(Draft.onlyFault(Draft.with("channel: telephone", "channel: " + "s".repeat(201))))
                .contains("event e01, field channel");
    }

    @Test
    void a_repeated_key_anywhere() {
        assertThat(Draft.onlyFault(Draft.with("    kind: letter\n", "    kind: letter\n    kind: call\n")))
                .startsWith("talks.yaml:38: file, field kind: found the key a second time");
        assertThat(Draft.onlyFault(Draft.with("RU: Russia", "RU: Russia, RU: Russia")))
                .startsWith("talks.yaml:4: file, field RU: found the key a second time");
    }

    @Test
    void an_alias() {
        assertThat(Draft.onlyFault(Draft.with("from: RU-MOD", "from: &a RU-MOD").replace("to: RU-MOD", "to: *a")))
                .startsWith("talks.yaml:25: file, field -: found the alias *a");
    }
}
