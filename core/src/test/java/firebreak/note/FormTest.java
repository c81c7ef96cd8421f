package firebreak.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormTest {
    private static FormField field(FormField.Kind kind, int limit, String... choices) {
        return new FormField("it", kind, true, limit, List.of(choices));
    }

    private static Form form(FormField... fields) {
        return new Form("allegation", 1, "Allegation", true, false, List.of(fields));
    }

    private static List<String> faults(FormField field, Json value) {
        return form(field).faults(filled(Json.object().with("it", value).build()));
    }

    private static Content filled(Json.Obj fields) {
        Content plain = Say.content("allegation", Optional.empty());
        return new Content(
                plain.form(),
                plain.formHash(),
                plain.action(),
                plain.information(),
                plain.outside(),
                plain.answers(),
                plain.refs(),
                plain.amends(),
                plain.precedence(),
                plain.marking(),
                plain.language(),
                fields);
    }

    @Test
    void a_form_reads_back_as_written_and_keeps_its_hash() throws FormatException {
        Form form =
                form(field(FormField.Kind.TEXT, 5), new FormField("when", FormField.Kind.TIME, false, 1, List.of()));
        assertThat(Form.read("form", form.toJson())).isEqualTo(form);
        assertThat(Form.read("form", form.toJson()).hash()).isEqualTo(form.hash());
    }

    @Test
    void a_text_has_its_limit_in_characters_and_not_one_more() {
        FormField text = field(FormField.Kind.TEXT, 5);
        assertThat(faults(text, Json.of("12345"))).isEmpty();
        assertThat(faults(text, Json.of("😀😀😀😀😀"))).isEmpty();
        assertThat(faults(text, Json.of("123456"))).singleElement().asString().contains("at most 5");
    }

    @Test
    void each_kind_takes_its_own_values_only() {
        assertThat(faults(field(FormField.Kind.TIME, 1), Json.of("2022-10-23T12:00:00Z")))
                .isEmpty();
        assertThat(faults(field(FormField.Kind.TIME, 1), Json.of("23 October"))).hasSize(1);
        assertThat(faults(field(FormField.Kind.CHOICE, 1, "yes", "no"), Json.of("yes")))
                .isEmpty();
        assertThat(faults(field(FormField.Kind.CHOICE, 1, "yes", "no"), Json.of("perhaps")))
                .hasSize(1);
        assertThat(faults(field(FormField.Kind.NUMBER, 1), Json.of(3))).isEmpty();
        assertThat(faults(field(FormField.Kind.NUMBER, 1), Json.of("3"))).hasSize(1);
        assertThat(faults(field(FormField.Kind.FLAG, 1), Json.of(true))).isEmpty();
        assertThat(faults(field(FormField.Kind.FLAG, 1), Json.of("true"))).hasSize(1);
        assertThat(faults(field(FormField.Kind.TEXT, 9), Json.of(3))).hasSize(1);
    }

    @Test
    void a_list_has_its_limit_of_items_and_each_item_its_own() {
        FormField list = field(FormField.Kind.LIST, 2);
        assertThat(faults(list, Json.strings(List.of("a", "b")))).isEmpty();
        assertThat(faults(list, Json.strings(List.of("a", "b", "c")))).hasSize(1);
        assertThat(faults(list, Json.strings(List.of("x".repeat(FormField.ITEM_CHARS)))))
                .isEmpty();
        assertThat(faults(list, Json.strings(List.of("x".repeat(FormField.ITEM_CHARS + 1)))))
                .hasSize(1);
        assertThat(faults(list, Json.list(List.of(1L), Json::of))).hasSize(1);
    }

    @Test
    void every_fault_is_told_with_its_field() {
        Form form = form(field(FormField.Kind.TEXT, 5), field(FormField.Kind.FLAG, 1));
        Form two = new Form(
                form.id(),
                1,
                form.title(),
                true,
                true,
                List.of(
                        new FormField("a", FormField.Kind.TEXT, true, 5, List.of()),
                        new FormField("b", FormField.Kind.FLAG, false, 1, List.of())));
        List<String> faults =
                two.faults(filled(Json.object().with("b", "x").with("c", "y").build()));
        assertThat(faults).hasSize(4);
        assertThat(faults).anyMatch(fault -> fault.startsWith("answers: "));
        assertThat(faults).anyMatch(fault -> fault.startsWith("a: "));
        assertThat(faults).anyMatch(fault -> fault.startsWith("b: "));
        assertThat(faults).anyMatch(fault -> fault.startsWith("c: "));
    }

    @Test
    void a_form_has_at_most_64_fields_each_name_once() throws FormatException {
        assertThat(Form.read("form", numbered(Form.MAX_FIELDS).toJson()).fields())
                .hasSize(Form.MAX_FIELDS);
        assertThatThrownBy(() -> Form.read("form", numbered(Form.MAX_FIELDS + 1).toJson()))
                .isInstanceOf(FormatException.class);
        Json twice = form(field(FormField.Kind.TEXT, 5), field(FormField.Kind.FLAG, 1))
                .toJson();
        assertThatThrownBy(() -> Form.read("form", twice)).isInstanceOf(FormatException.class);
    }

    private static Form numbered(int count) {
        return form(IntStream.range(0, count)
                .mapToObj(i -> new FormField("f" + i, FormField.Kind.FLAG, false, 1, List.of()))
                .toArray(FormField[]::new));
    }

    @Test
    void choices_stand_in_a_choice_and_nowhere_else() {
        assertThatThrownBy(() ->
                        Form.read("form", form(field(FormField.Kind.CHOICE, 1)).toJson()))
                .hasMessageContaining("choices");
        assertThatThrownBy(() -> Form.read(
                        "form", form(field(FormField.Kind.TEXT, 1, "a")).toJson()))
                .hasMessageContaining("choices");
    }

    @Test
    void the_newest_version_of_a_form_is_found_by_its_id_and_any_by_its_hash() {
        Form first = form(field(FormField.Kind.TEXT, 5));
        Form second = new Form(first.id(), 2, first.title(), true, false, first.fields());
        Forms forms = Forms.of(List.of(second, first));
        assertThat(forms.latest("allegation")).contains(second);
        assertThat(forms.form(first.hash())).contains(first);
        assertThat(forms.latest("finding")).isEmpty();
    }
}
