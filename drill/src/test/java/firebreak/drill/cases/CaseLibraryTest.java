package firebreak.drill.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.drill.LineForms;
import firebreak.drill.SharedReference;
import firebreak.drill.chronology.CaseEvent;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Chronology;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.EventId;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.Habits;
import firebreak.drill.script.Kinds;
import firebreak.drill.script.Officers;
import firebreak.drill.script.Script;
import firebreak.drill.script.Step;
import firebreak.drill.script.Timeline;
import firebreak.drill.yaml.YamlReader;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CaseLibraryTest {
    static final List<String> CASES = SharedReference.CASES;

    private static final CaseId ACCIDENT_NOTE = new CaseId("brahmos-2022").variant("accident-note");

    @Test
    void four_cases_and_one_variant_are_shipped() throws IOException {
        assertThat(CaseLibrary.ids())
                .extracting(CaseId::value)
                .containsExactly(
                        "dirty-bomb-2022",
                        "cuba-1962",
                        "black-brant-1995",
                        "brahmos-2022",
                        "brahmos-2022+accident-note");
        assertThat(CaseLibrary.variants(new CaseId("brahmos-2022"))).containsExactly(ACCIDENT_NOTE);
        assertThat(CaseLibrary.variants(new CaseId("cuba-1962"))).isEmpty();
        assertThat(CaseLibrary.shipped(new CaseId("unheard-of"))).isEmpty();
    }

    @Test
    void every_shipped_case_has_a_script_without_unknown_kinds() throws IOException {
        for (CaseId id : CaseLibrary.ids()) {
            Script script = Script.of(shipped(id), Kinds.standard(), LineForms.ALL);

            assertThat(script.id()).isEqualTo(id);
            assertThat(script.remarks()).noneMatch(remark -> remark.text().contains("sent as"));
            assertThat(script.spoken()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void our_copy_of_a_case_has_the_steps_of_the_reference(String name) throws IOException {
        Script reference = Script.of(read(name, SharedReference.chronology(name)), Kinds.standard(), LineForms.ALL);
        Script copy = Script.of(shipped(new CaseId(name)), Kinds.standard(), LineForms.ALL);

        assertThat(copy.channels()).isEqualTo(reference.channels());
        assertThat(copy.everyone()).isEqualTo(reference.everyone());
        assertThat(shape(copy)).isEqualTo(shape(reference));
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void our_copy_of_a_case_keeps_facts_sources_and_times_and_no_wording(String name) throws IOException {
        List<CaseEvent> reference = read(name, SharedReference.chronology(name)).events();
        List<CaseEvent> copy = shipped(new CaseId(name)).events();

        assertThat(copy).hasSameSizeAs(reference);
        for (int i = 0; i < copy.size(); i++) {
            assertSameFacts(copy.get(i), reference.get(i));
        }
    }

    private static void assertSameFacts(CaseEvent copy, CaseEvent reference) {
        assertThat(copy.id()).isEqualTo(reference.id());
        assertThat(copy.time()).isEqualTo(reference.time());
        assertThat(copy.source()).isEqualTo(reference.source());
        assertThat(copy.basis()).isEqualTo(reference.basis());
        assertThat(copy.rest().members().get("time_basis"))
                .isEqualTo(reference.rest().members().get("time_basis"));
        assertThat(copy.summary())
                .satisfies(summary -> assertThat(longestSharedRun(summary, reference.summary()))
                        .isLessThan(7));
    }

    @Test
    void the_dirty_bomb_case_becomes_channels_and_notes() throws IOException {
        Script script = Script.of(shipped(new CaseId("dirty-bomb-2022")), Kinds.standard(), LineForms.ALL);

        assertThat(script.channels())
                .extracting(channel -> channel.label().value())
                .containsExactly(
                        "ALL",
                        "FR-RU",
                        "FR-RU-UK-US",
                        "IAEA-RU",
                        "IAEA-UA",
                        "IAEA-UN",
                        "RU-TR",
                        "RU-UK",
                        "RU-UN",
                        "RU-US");
        assertThat(script.spoken()).hasSize(22);
        assertThat(script.steps())
                .filteredOn(Step.JointNoteStep.class::isInstance)
                .hasSize(1);
        assertThat(script.steps()).filteredOn(Step.ActStep.class::isInstance).hasSize(2);
        Step.Spoken denial = script.spoken().get(4);
        assertThat(denial.form().value()).isEqualTo("reply");
        assertThat(denial.answers()).contains(new EventId("e04"));
    }

    @Test
    void the_letter_of_the_twenty_seventh_stays_unanswered() throws IOException {
        Script script = Script.of(shipped(new CaseId("cuba-1962")), Kinds.standard(), LineForms.ALL);
        List<String> answered = script.spoken().stream()
                .flatMap(note -> note.answers().stream())
                .map(Object::toString)
                .toList();

        assertThat(answered).contains("c09", "c16", "c15", "c18", "c20").doesNotContain("c12", "c14");
        assertThat(script.remarks()).anyMatch(remark -> remark.text().contains("CU-GOV was made"));
    }

    @Test
    void the_variant_keeps_only_launch_and_fall_and_says_so() throws IOException {
        Chronology variant = shipped(ACCIDENT_NOTE);

        assertThat(variant.label())
                .hasValueSatisfying(label -> assertThat(label).startsWith("Invented."));
        assertThat(variant.events().stream()
                        .filter(event -> !event.invented())
                        .map(event -> event.id().value()))
                .containsExactly("m01", "m02");
        Script script = Script.of(variant, Kinds.standard(), LineForms.ALL);
        Step.Spoken accident = script.spoken().getFirst();
        assertThat(accident.form().value()).isEqualTo("accident");
        assertThat(accident.words().fields()).containsKeys("known", "unknown", "nextUpdate", "intent");
        assertThat(accident.time().at()).isBefore(script.steps().get(3).time().at());
        assertThat(script.spoken())
                .extracting(note -> note.form().value())
                .containsExactly("accident", "reply", "accident", "free-text", "holding-reply", "joint-note");
        assertThat(script.steps()).noneMatch(Step.SilenceStep.class::isInstance);
        assertThat(Timeline.of(script).text().lines().filter(line -> line.contains("(invented)")))
                .hasSize(7);
    }

    @Test
    void the_posts_that_never_answer_are_addressed_in_their_cases() throws IOException {
        Officers officers = Officers.standard();
        assertThat(CaseLibrary.ids()).containsAll(officers.never().keySet());
        for (CaseId id : CaseLibrary.ids()) {
            Script script = Script.of(shipped(id), Kinds.standard(), LineForms.ALL);
            Habits habits = officers.in(script);

            assertThat(habits.never()).allSatisfy(post -> {
                assertThat(habits.answers(post)).isFalse();
                assertThat(script.spoken())
                        .anyMatch(note -> note.delivery().action().contains(post));
            });
        }
        Habits dirtyBomb =
                officers.in(Script.of(shipped(new CaseId("dirty-bomb-2022")), Kinds.standard(), LineForms.ALL));
        assertThat(dirtyBomb.never()).extracting(Object::toString).containsExactly("UNSC");
        assertThat(officers.in(Script.of(shipped(ACCIDENT_NOTE), Kinds.standard(), LineForms.ALL))
                        .never())
                .isEmpty();
    }

    @Test
    void a_case_from_a_file_is_named_as_given(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "id: x\n");

        assertThat(CaseLibrary.file(file))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty -> assertThat(faulty.text())
                                .startsWith(file + ":1: chronology, field schema: found nothing"));
        assertThatThrownBy(() -> CaseLibrary.file(folder.resolve("none.yaml"))).isInstanceOf(NoSuchFileException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_beyond_the_limit_is_refused_without_reading_it_whole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("big.yaml");
        Files.write(file, new byte[YamlReader.MAX_BYTES + 100]);

        assertThat(CaseLibrary.file(file))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty -> assertThat(faulty.text()).contains("found 4194305 bytes or more"));
    }

    private static Chronology shipped(CaseId id) throws IOException {
        return chronology(CaseLibrary.shipped(id).orElseThrow());
    }

    private static Chronology read(String name, Bytes content) {
        return chronology(ChronologyReader.read(name, content));
    }

    private static Chronology chronology(Reading reading) {
        return switch (reading) {
            case Reading.Read(Chronology chronology) -> chronology;
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }

    /// Everything of each step but its words.
    private static List<String> shape(Script script) {
        return script.steps().stream().map(CaseLibraryTest::shape).toList();
    }

    private static String shape(Step step) {
        String common = step.event() + " " + step.time() + " " + step.references() + " "
                + step.words().kind();
        return switch (step) {
            case Step.Spoken note ->
                common + " " + note.channel() + " " + note.authors() + " " + note.delivery() + " " + note.form() + " "
                        + note.precedence() + " " + note.words().fields().keySet();
            case Step.ActStep act -> common + " act " + act.by() + " " + act.towards();
            case Step.SilenceStep silence -> common + " silence " + silence.by() + " " + silence.towards();
            case Step.InternalStep inside -> common + " inside " + inside.from() + " " + inside.to();
        };
    }

    /// The most words in a row that two texts share.
    private static int longestSharedRun(String one, String other) {
        List<String> words =
                Stream.of(one.toLowerCase(Locale.ROOT).split("\\W+")).toList();
        String text = " " + other.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ") + " ";
        int longest = 0;
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + longest + 1; to <= words.size(); to++) {
                if (text.contains(" " + String.join(" ", words.subList(from, to)) + " ")) {
                    longest = to - from;
                }
            }
        }
        return longest;
    }
}
