package firebreak.drill.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.drill.chronology.Kind;
import firebreak.drill.script.Habits.Pace;
import firebreak.drill.script.Kinds.Treatment;
import firebreak.encoding.Bytes;
import firebreak.note.Precedence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final Set<String> FORMS = Set.of(
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
            "accident");

    @Test
    void the_shipped_table_names_only_forms_the_line_has() {
        Kinds kinds = Kinds.standard();
        Stream<Treatment.Said> said = Stream.concat(
                Stream.of(kinds.fallback()),
                kinds.known().values().stream()
                        .filter(Treatment.Said.class::isInstance)
                        .map(Treatment.Said.class::cast));

        assertThat(said.flatMap(one -> Stream.concat(Stream.of(one.form()), one.answering().stream())))
                .extracting(FormName::value)
                .isSubsetOf(FORMS);
        assertThat(List.of(kinds.joint().value(), kinds.publicly().value())).isSubsetOf(FORMS);
        assertThat(kinds.of(new Kind("accident")))
                .get()
                .extracting(treatment -> ((Treatment.Said) treatment).precedence())
                .isEqualTo(Precedence.FLASH);
        assertThat(kinds.of(new Kind("silence"))).contains(new Treatment.Silence());
        assertThat(kinds.of(new Kind("semaphore"))).isEmpty();
    }

    @Test
    void the_shipped_officers_are_faster_the_more_urgent_the_note() {
        Map<Precedence, Pace> paces = Officers.standard().paces();
        List<Duration> reads = Stream.of(Precedence.values())
                .flatMap(precedence -> Stream.ofNullable(paces.get(precedence)))
                .map(Pace::read)
                .toList();

        assertThat(reads).hasSize(4).isSorted();
    }

    @Test
    void a_faulty_table_is_a_broken_build() {
        assertThatThrownBy(() -> KindsReader.read("k", Bytes.ofUtf8("[x]"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> KindsReader.read("k", Bytes.ofUtf8("a: b\na: c\n")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Resources.read("/firebreak/drill/nothing.yaml"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobody_acknowledges_before_reading() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(new Pace(minute, minute).read()).isEqualTo(minute);
        assertThatThrownBy(() -> new Pace(minute, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Habits(Map.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
