package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.cli.console.Refusal;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.FormPack;
import firebreak.note.Form;
import firebreak.note.Forms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArgumentsTest {
    private static final Forms FORMS = Forms.of(FormPack.builtIn().forms());

    @TempDir
    private Path folder;

    @Test
    void a_text_is_said_or_read_from_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("claim.txt"), "It is said.\n\n");
        assertThat(TextArgument.read("plainly")).isEqualTo("plainly");
        assertThat(TextArgument.read("@" + file)).isEqualTo("It is said.");
        assertThat(TextArgument.read("@@handle")).isEqualTo("@handle");
        assertThatThrownBy(() -> TextArgument.read("@" + folder.resolve("none")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no file");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> TextArgument.read("@" + file)).isInstanceOf(FormatException.class);
    }

    @Test
    void a_file_is_read_up_to_its_limit() throws Exception {
        Path file = folder.resolve("long.txt");
        Files.write(file, new byte[TextArgument.MAX_BYTES]);
        assertThat(TextArgument.file(file).size()).isEqualTo(TextArgument.MAX_BYTES);
        Files.write(file, new byte[TextArgument.MAX_BYTES + 1]);
        assertThatThrownBy(() -> TextArgument.file(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("larger");
    }

    @Test
    void a_time_needs_its_offset() throws Exception {
        assertThat(TimeArgument.read("t", "2022-10-23T12:00Z")).isEqualTo("2022-10-23T12:00:00Z");
        assertThat(TimeArgument.read("t", "2022-10-23 15:30:00+03:00")).isEqualTo("2022-10-23T12:30:00Z");
        for (String wrong : List.of("2022-10-23T12:00", "tomorrow", "")) {
            assertThatThrownBy(() -> TimeArgument.read("--answer-by", wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("--answer-by: expected a time with its offset");
        }
    }

    @Test
    void fields_become_what_the_form_asks_for() throws Exception {
        Optional<Form> form = FORMS.latest("invitation");
        Map<String, Json> written = FieldArguments.read(
                List.of("subject=a=b", "places=Kyiv", "places=Lviv", "samples=yes", "begins=2022-10-23T12:00Z"));
        assertThat(FieldArguments.fitted(written, form))
                .isEqualTo(Json.object()
                        .with("subject", "a=b")
                        .with("places", Json.strings(List.of("Kyiv", "Lviv")))
                        .with("samples", true)
                        .with("begins", "2022-10-23T12:00:00Z")
                        .build());
        assertThat(FieldArguments.fitted(Map.of("places", Json.of("Kyiv\n\nLviv\n")), form))
                .isEqualTo(Json.object()
                        .with("places", Json.strings(List.of("Kyiv", "Lviv")))
                        .build());
    }

    @Test
    void what_no_form_knows_is_left_for_the_node_to_refuse() throws Exception {
        Map<String, Json> written = FieldArguments.read(List.of("unheard=of"));
        assertThat(FieldArguments.fitted(written, FORMS.latest("reply")))
                .isEqualTo(Json.object().with("unheard", "of").build());
        assertThat(FieldArguments.fitted(written, Optional.empty()).members()).hasSize(1);
    }

    @Test
    void a_field_that_cannot_be_understood_is_named() {
        assertThatThrownBy(() -> FieldArguments.read(List.of("subject"))).hasMessageContaining("name=value");
        assertThatThrownBy(
                        () -> FieldArguments.fitted(Map.of("samples", Json.of("perhaps")), FORMS.latest("invitation")))
                .hasMessage("samples: expected yes or no, not 'perhaps'");
    }

    @Test
    void the_same_note_is_read_from_yaml_and_from_json() throws Exception {
        Path yaml = Files.writeString(folder.resolve("note.yaml"), """
                post: RU-MOD
                form: allegation
                to: UK-MOD
                info: [UK-CDS]
                marking: CONFIDENTIAL
                fields:
                  subject: A claim
                  places: [Kyiv]
                """);
        Path json = Files.writeString(folder.resolve("note.json"), """
                {"post": "RU-MOD", "form": "allegation", "to": ["UK-MOD"], "info": "UK-CDS", "marking": "CONFIDENTIAL",
                 "fields": {"subject": "A claim", "places": ["Kyiv"]}}
                """);
        assertThat(request(DraftPaper.of(yaml)))
                .isEqualTo(request(DraftPaper.of(json)))
                .contains(
                        "\"action\":[\"UK-MOD\"]",
                        "\"marking\":{\"handling\":\"CONFIDENTIAL\",\"releasableTo\":[]}",
                        "\"fields\":{\"places\":[\"Kyiv\"],\"subject\":\"A claim\"}");
    }

    @Test
    void options_replace_what_a_file_says() throws Exception {
        Path yaml = Files.writeString(folder.resolve("note.yaml"), "{form: reply, to: [UK-MOD], precedence: ROUTINE}");
        String request = request(DraftPaper.of(yaml)
                .with("precedence", "FLASH")
                .with("to", List.of("UK-CDS"))
                .with("form", (String) null)
                .withFields(Map.of("subject", Json.of("new"))));
        assertThat(request)
                .contains(
                        "\"precedence\":\"FLASH\"",
                        "\"action\":[\"UK-CDS\"]",
                        "\"form\":\"reply\"",
                        "\"subject\":\"new\"");
    }

    @Test
    void a_member_that_means_nothing_is_refused_with_its_file() throws Exception {
        Path unknown = Files.writeString(folder.resolve("note.yaml"), "form: reply\naddressee: UK-MOD\n");
        assertThatThrownBy(() -> DraftPaper.of(unknown))
                .hasMessageContaining("note.yaml")
                .hasMessageContaining("addressee");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "form: reply\nform: decline\n");
        assertThatThrownBy(() -> DraftPaper.of(twice))
                .hasMessageContaining("twice.yaml:2")
                .hasMessageContaining("form");
    }

    @Test
    void what_a_file_says_is_quoted_shortly_and_cannot_move_the_cursor() {
        String hostile = "\u001b[2J\r\n".repeat(1_000);
        for (String member : List.of("channel: \"RU\\e[2J\\r\\n\"", "channel: " + "x".repeat(9_000))) {
            assertThatThrownBy(() -> request(DraftPaper.of(
                            Files.writeString(folder.resolve("note.yaml"), "form: reply\n" + member + "\n"))))
                    .hasMessageMatching("there is no channel '[^']{4,80}' here; there are: RU-UK")
                    .message()
                    .doesNotContainPattern("\\p{Cntrl}");
        }
        assertThatThrownBy(() -> FieldArguments.fitted(Map.of("samples", Json.of(hostile)), FORMS.latest("invitation")))
                .message()
                .startsWith("samples: expected yes or no, not '?[2J??")
                .hasSizeLessThan(150)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    private static String request(DraftPaper paper) throws Exception {
        Board board = new Board(List.of(new Board.Line("ab".repeat(32), "RU-UK", "RU", List.of())), FORMS);
        Session session = new Session(
                "ivanov",
                "token",
                List.of("draft"),
                List.of("RU-MOD"),
                java.time.Instant.parse("2026-11-22T10:00:00Z"));
        return Canonical.write(paper.request(session, board)).utf8("request");
    }
}
