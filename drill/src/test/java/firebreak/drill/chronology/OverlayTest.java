package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final String VARIANT = """
            schema: chronology-variant/1
            id: calm
            of: talks-1
            title: As it could have been
            label: Invented. None of this happened.
            remove: [e03]
            replace:
              - id: e02
                at: "2022-10-21T19:00:00Z"
                precision: minute
                from: UK-MOD
                to: [RU-MOD]
                kind: reply
                refs: [e01]
                summary: A calm reply.
                basis: invented
            add:
              - id: v01
                after: e01
                at: "2022-10-21T13:00:00Z"
                precision: minute
                from: RU-MOD
                to: [UK-MOD]
                kind: letter
                summary: A second letter.
                basis: invented
              - id: v02
                after: v01
                at: "2022-10-21T14:00:00Z"
                precision: minute
                from: RU-MOD
                to: [UK-MOD]
                kind: letter
                refs: [v01]
                summary: A third letter.
                basis: invented
            """;

    @Test
    void a_variant_removes_replaces_and_adds_by_id() {
        Chronology calm = ((Reading.Read) lay(Draft.VALID + "lessons: [x]\nsites: [y]\n", VARIANT)).chronology();

        assertThat(calm.id()).isEqualTo(new CaseId("talks-1").variant("calm"));
        assertThat(calm.id().base()).isEqualTo(new CaseId("talks-1"));
        assertThat(calm.title()).isEqualTo("As it could have been");
        assertThat(calm.label()).contains("Invented. None of this happened.");
        assertThat(calm.events()).extracting(event -> event.id().value()).containsExactly("e01", "v01", "v02", "e02");
        assertThat(calm.events()).extracting(CaseEvent::invented).containsExactly(false, true, true, true);
        assertThat(calm.events().getLast().kind()).isEqualTo(new Kind("reply"));
        assertThat(calm.events().get(1).rest().members()).isEmpty();
        assertThat(calm.rest().members()).containsOnlyKeys("sites");
    }

    @Test
    void the_result_is_held_to_the_rules_of_a_chronology_and_names_the_overlay() {
        assertThat(faults(VARIANT.replace("remove: [e03]", "remove: [e01]").replace("after: e01", "after: e03")))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(
                                "calm.yaml:14: event e02, field refs: found 'e01', which is no event of this file"));
        assertThat(faults(VARIANT.replace("id: v02", "id: e01").replace("2022-10-21T13", "2022-10-20T13")))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("calm.yaml:20").contains("before event e01"))
                .anySatisfy(fault -> assertThat(fault).contains("'e01' again, first used at talks.yaml:11"));
    }

    @Test
    void an_event_that_does_not_say_it_is_invented_is_refused() {
        assertThat(faults(VARIANT.replaceFirst("basis: invented", "basis: source")))
                .containsExactly("calm.yaml:16: event e02, field basis: found 'source', expected 'invented'");
    }

    @Test
    void ids_that_the_case_does_not_have_are_refused() {
        assertThat(faults(VARIANT.replace("remove: [e03]", "remove: [e07]")))
                .singleElement()
                .asString()
                .startsWith("calm.yaml:6: variant, field remove: found 'e07', expected the id of an event");
        assertThat(faults(VARIANT.replace("- id: e02", "- id: e09")))
                .singleElement()
                .asString()
                .startsWith("calm.yaml:8: event e09, field id: found 'e09', expected the id of an event");
        assertThat(faults(VARIANT.replace("after: e01", "after: e03")))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("calm.yaml:18: event v01, field after: found 'e03', expected the id of an event"));
        assertThat(faults(VARIANT.replace("    after: v01\n", "")))
                .singleElement()
                .asString()
                .startsWith("calm.yaml:27: event v02, field after: found nothing, expected the id");
    }

    @Test
    void a_variant_of_another_case_is_refused() {
        assertThat(faults(VARIANT.replace("of: talks-1", "of: talks-2")))
                .containsExactly("calm.yaml:3: variant, field of: found 'talks-2', expected 'talks-1'");
    }

    @Test
    void a_variant_without_its_label_is_refused() {
        assertThat(faults(VARIANT.replace("label: Invented. None of this happened.\n", "")))
                .singleElement()
                .asString()
                .startsWith("calm.yaml:1: variant, field label: found nothing");
    }

    @Test
    void values_of_the_wrong_shape_are_refused() {
        assertThat(faults("text")).singleElement().asString().contains("variant, field -: found 'text'");
        assertThat(faults(VARIANT.replace("remove: [e03]", "remove: {e03: x}")))
                .singleElement()
                .asString()
                .contains("field remove");
        assertThat(faults(VARIANT.replaceFirst("(?s)replace:.*", "replace: [x]\n")))
                .allSatisfy(fault -> assertThat(fault).contains("an event of the variant"));
        assertThat(faults(VARIANT.replaceFirst("(?s)add:.*", "add: x\n")))
                .singleElement()
                .asString()
                .contains("field add");
    }

    private static Reading lay(String base, String overlay) {
        return ChronologyReader.readVariant(Draft.FILE, Bytes.ofUtf8(base), "calm.yaml", Bytes.ofUtf8(overlay));
    }

    private static List<String> faults(String overlay) {
        return ((Reading.Faulty) lay(Draft.VALID, overlay))
                .faults().stream().map(Fault::line).toList();
    }
}
