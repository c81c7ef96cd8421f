package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static Fields fields(String json) throws FormatException {
        return Fields.of("$", Canonical.readLoose("test", Bytes.ofUtf8(json), 10_000));
    }

    private static void refused(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(FormatException.class).hasMessage(message);
    }

    @Test
    void every_kind_of_member_is_read() throws FormatException {
        String hash = "ab".repeat(32);
        Fields fields = fields("{\"s\":\"x\",\"i\":7,\"b\":true,\"h\":\"" + hash
                + "\",\"t\":\"2022-10-23T12:00:00Z\",\"l\":[\"a\",\"b\"],\"e\":\"note\"}");
        assertThat(fields.string("s")).isEqualTo("x");
        assertThat(fields.integer("i")).isEqualTo(7);
        assertThat(fields.bool("b")).isTrue();
        assertThat(fields.hash("h").hex()).isEqualTo(hash);
        assertThat(fields.time("t")).isEqualTo(Instant.parse("2022-10-23T12:00:00Z"));
        assertThat(fields.strings("l")).isEqualTo(List.of("a", "b"));
        fields.expect("e", "note");
        fields.done();
    }

    @Test
    void a_missing_member_is_refused_by_name() {
        refused("$: member 'a' is missing", () -> fields("{}").string("a"));
        refused("$: member 'a' is missing", () -> fields("{\"A\":\"\"}").expect("a", ""));
    }

    @Test
    void a_member_nobody_asked_for_is_refused_by_name() throws FormatException {
        Fields fields = fields("{\"a\":1,\"b\":2}");
        assertThat(fields.integer("a")).isEqualTo(1);
        refused("$: unknown member 'b'", fields::done);
    }

    @Test
    void a_hostile_member_name_is_shown_cut_and_cleaned() throws FormatException {
        Fields fields = fields("{\"" + "\\u202e\\n" + "x".repeat(100) + "\":1}");
        refused("$: unknown member '??" + "x".repeat(38) + "…'", fields::done);
    }

    @Test
    void looking_whether_a_member_is_there_does_not_count_as_asking() throws FormatException {
        Fields fields = fields("{\"a\":1}");
        assertThat(fields.has("a")).isTrue();
        assertThat(fields.has("b")).isFalse();
        refused("$: unknown member 'a'", fields::done);
    }

    @Test
    void an_optional_member_may_be_absent_but_not_of_another_kind() throws FormatException {
        assertThat(fields("{}").optional("a", Fields::asString)).isEmpty();
        assertThat(fields("{\"a\":\"x\"}").optional("a", Fields::asString)).contains("x");
        refused("$.a: expected a string", () -> fields("{\"a\":null}").optional("a", Fields::asString));
    }

    @Test
    void a_member_of_another_kind_is_refused_with_its_place() {
        refused("$.a: expected a string", () -> fields("{\"a\":1}").string("a"));
        refused("$.a: expected an integer", () -> fields("{\"a\":\"1\"}").integer("a"));
        refused("$.a: expected an integer", () -> fields("{\"a\":1.5}").integer("a"));
        refused("$.a: expected true or false", () -> fields("{\"a\":0}").bool("a"));
        refused("$.a: expected a list", () -> fields("{\"a\":{}}").strings("a"));
        refused("$.a[1]: expected a string", () -> fields("{\"a\":[\"x\",2]}").strings("a"));
        refused("$.a: expected 'note'", () -> fields("{\"a\":\"Note\"}").expect("a", "note"));
        refused("$: expected an object", () -> fields("[]"));
    }

    @Test
    void integers_are_read_up_to_the_limit_of_i_json() throws FormatException {
        assertThat(fields("{\"a\":9007199254740991}").integer("a")).isEqualTo(9_007_199_254_740_991L);
        assertThat(fields("{\"a\":-9007199254740991}").integer("a")).isEqualTo(-9_007_199_254_740_991L);
        refused(
                "$.a: expected an integer",
                () -> fields("{\"a\":9007199254740992}").integer("a"));
        refused(
                "$.a: expected an integer",
                () -> fields("{\"a\":-9007199254740992}").integer("a"));
    }

    @Test
    void a_range_includes_both_its_ends() throws FormatException {
        assertThat(fields("{\"a\":1}").integer("a", 1, 3)).isEqualTo(1);
        assertThat(fields("{\"a\":3}").integer("a", 1, 3)).isEqualTo(3);
        refused(
                "$.a: expected an integer from 1 to 3",
                () -> fields("{\"a\":0}").integer("a", 1, 3));
        refused(
                "$.a: expected an integer from 1 to 3",
                () -> fields("{\"a\":4}").integer("a", 1, 3));
    }

    @Test
    void a_builder_leaves_out_what_is_null_and_refuses_a_name_twice() {
        assertThat(Json.object().with("a", (String) null).build().members()).isEmpty();
        assertThatThrownBy(() -> Json.object().with("a", 1).with("a", 1)).isInstanceOf(IllegalStateException.class);
    }
}
