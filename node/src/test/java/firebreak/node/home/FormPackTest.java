package firebreak.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.note.Form;
import firebreak.note.FormField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormPackTest {
    private static final String HEAD = "pack: own\nversion: 1\nsource: nowhere\nforms:\n";

    @TempDir
    private Path folder;

    @Test
    void the_built_in_pack_has_the_forms_of_the_line() {
        assertThat(FormPack.builtIn().forms())
                .extracting(Form::id)
                .containsExactly(
                        "free-text",
                        "joint-note",
                        "reply",
                        "holding-reply",
                        "decline",
                        "allegation",
                        "invitation",
                        "finding",
                        "public-statement",
                        "notification",
                        "accident",
                        "directory-entry",
                        "line-status");
    }

    @Test
    void every_built_in_form_takes_a_subject_a_text_and_a_source() {
        assertThat(FormPack.builtIn().forms()).allSatisfy(form -> {
            assertThat(form.fields().stream().filter(FormField::required))
                    .extracting(FormField::name)
                    .contains("subject", "text");
            assertThat(form.fields()).extracting(FormField::name).contains("source");
        });
    }

    @Test
    void answers_name_what_they_answer_and_only_they() {
        assertThat(FormPack.builtIn().forms().stream().filter(Form::answers))
                .extracting(Form::id)
                .containsExactly("reply", "holding-reply", "decline");
    }

    @Test
    void a_home_adds_forms_of_its_own() throws Exception {
        Files.createDirectory(folder.resolve("forms"));
        Files.writeString(
                folder.resolve("forms").resolve("own.yaml"),
                HEAD + "  - {id: hail, title: Hail, fields: [{name: call, kind: flag}]}\n");

        assertThat(FormPack.forms(folder.resolve("forms")).latest("hail"))
                .map(Form::fields)
                .contains(List.of(new FormField("call", FormField.Kind.FLAG, false, 1, List.of())));
        assertThat(FormPack.forms(folder.resolve("absent")).all()).hasSize(13);
    }

    @Test
    void a_fault_names_file_form_and_field() {
        assertThatThrownBy(() -> read(HEAD + "  - {id: a, title: A, fields: [{name: x, kind: colour}]}"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("own.yaml.forms[0].fields[0].kind: expected text, time");
    }

    @Test
    void a_text_without_a_limit_is_refused() {
        assertThatThrownBy(() -> read(HEAD + "  - {id: a, title: A, fields: [{name: x, kind: text}]}"))
                .hasMessageContaining("fields[0]: member 'limit' is missing");
    }

    @Test
    void a_form_given_twice_is_refused() throws Exception {
        String form = "  - {id: a, title: A, fields: []}\n";

        assertThat(read(HEAD + form)).isNotNull();
        assertThatThrownBy(() -> read(HEAD + form + form)).hasMessageContaining("each id once");
    }

    @Test
    void aliases_repeated_keys_and_deep_nesting_are_refused_with_their_line() {
        assertThatThrownBy(() -> read("a: &x [1]\nb: *x\n")).hasMessageContaining("own.yaml:2: expected no alias");
        assertThatThrownBy(() -> read("a: 1\na: 2\n")).hasMessageContaining("duplicate");
        assertThatThrownBy(() -> read("[".repeat(50_000))).hasMessageContaining("expected nesting of at most 16");
    }

    @Test
    void a_pack_at_the_size_limit_is_read_and_one_byte_more_is_not() throws Exception {
        String form = HEAD + "  - {id: a, title: A, fields: []}\n#";
        String full = form + "x".repeat(FormPack.MAX_BYTES - form.length());

        assertThat(read(full)).isNotNull();
        assertThatThrownBy(() -> read(full + "x")).hasMessageContaining("expected at most 262144 bytes");
    }

    private static FormPack read(String yaml) throws FormatException {
        return FormPack.read("own.yaml", Bytes.ofUtf8(yaml));
    }
}
