package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.line.Condition;
import firebreak.line.Frame;
import firebreak.line.LastAnswered;
import firebreak.line.PostState;
import firebreak.line.Sent;
import firebreak.node.log.LogSetup;
import firebreak.seal.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final Nodes nodes = new Nodes();
    private final Nodes.Node ua = nodes.ua;
    private final Nodes.Node ru = nodes.ru;

    @BeforeAll
    static void quiet() {
        LogSetup.toStandardError(Level.OFF);
    }

    @Test
    void the_first_round_of_one_node_shows_both_that_the_other_answers() {
        assertThat(ua.condition()).isEqualTo(new Condition.Unknown(HandPace.START));
        ua.test();
        assertThat(ua.condition()).isEqualTo(new Condition.Answering(HandPace.START));
        assertThat(ru.condition()).isEqualTo(new Condition.Answering(HandPace.START));
        assertThat(ua.report().trouble()).isEmpty();
        assertThat(ua.report().name().peer()).isEqualTo(ru.post);
    }

    @Test
    void every_interval_brings_one_test_each_way() {
        ua.test();
        ru.test();
        nodes.passes(Nodes.INTERVAL);
        ua.test();
        ru.test();
        ua.received.clear();
        ru.received.clear();
        for (int i = 0; i < 10; i++) {
            nodes.passes(Nodes.INTERVAL);
            ua.test();
            ru.test();
        }
        assertThat(ua.received).hasSize(10);
        assertThat(ru.received).hasSize(10).allMatch(frame -> frame.size() == Frame.SIZE);
    }

    @Test
    void a_dead_node_is_silent_since_its_last_answer_and_the_report_says_why() {
        ua.test();
        ru.reachable = false;
        for (int i = 0; i < 4; i++) {
            nodes.passes(Nodes.INTERVAL);
            ua.test();
        }
        assertThat(ua.condition()).isEqualTo(new Condition.Silent(HandPace.START));
        assertThat(ua.report().trouble()).contains("cannot be reached");
        ru.reachable = true;
        ru.boot();
        nodes.passes(Nodes.INTERVAL);
        ua.test();
        assertThat(ua.condition()).isEqualTo(new Condition.Answering(nodes.pace.instant()));
        assertThat(ru.condition()).isInstanceOf(Condition.Answering.class);
        assertThat(ua.report().trouble()).isEmpty();
    }

    @Test
    void a_restarted_node_is_known_again_within_its_first_round() {
        ua.test();
        nodes.passes(Duration.ofMinutes(5));
        ru.boot();
        ru.test();
        assertThat(ru.condition()).isEqualTo(new Condition.Answering(nodes.pace.instant()));
        assertThat(ua.condition()).isEqualTo(new Condition.Answering(nodes.pace.instant()));
    }

    @Test
    void a_post_that_is_locked_says_farewell_and_then_answers_nothing() {
        ua.test();
        nodes.passes(Duration.ofMinutes(5));
        ru.lines.hold(List.of());
        assertThat(ua.report().said())
                .hasValueSatisfying(said -> assertThat(said.state()).isEqualTo(PostState.LEAVING));
        assertThat(ru.lines.report()).isEmpty();
        assertThat(ru.lines.members(Nodes.CHANNEL)).isEmpty();
        nodes.passes(Nodes.INTERVAL);
        ua.test();
        assertThat(ua.report().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("locked there"));
        ru.lines.hold(List.of(ru.key));
        ru.test();
        assertThat(ua.report().said())
                .hasValueSatisfying(said -> assertThat(said.state()).isEqualTo(PostState.UNLOCKED));
    }

    @Test
    void holding_the_same_keys_again_changes_nothing_and_other_kinds_of_keys_open_no_line() {
        ua.test();
        ua.lines.hold(List.of(Identity.X25519.generate(nodes.random), ua.key));
        assertThat(ua.lines.report()).hasSize(1);
        assertThat(ua.condition()).isInstanceOf(Condition.Answering.class);
    }

    @Test
    void the_key_that_was_given_stays_its_owners_and_may_be_wiped_by_it() {
        ua.key.close();
        ua.test();
        assertThat(ua.condition()).isInstanceOf(Condition.Answering.class);
    }

    @Test
    void a_frame_that_another_partys_node_brings_is_not_heard() throws FormatException {
        ua.test();
        Bytes frame = ru.received.getLast();
        assertThat(ru.lines.take(Nodes.by(new PartyCode("XX")), frame)).isEmpty();
        assertThat(ru.lines.take(Nodes.by(Nodes.RU), frame)).isEmpty();
    }

    @Test
    void what_is_no_frame_is_a_format_fault_and_what_is_for_no_line_brings_nothing() throws FormatException {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ua.lines.take(Nodes.by(Nodes.RU), Bytes.EMPTY));
        ua.test();
        assertThat(ua.lines.take(Nodes.by(Nodes.RU), ru.received.getFirst())).isEmpty();
    }

    @Test
    void a_line_whose_key_was_replaced_stays_until_the_new_one_answers() {
        ua.test();
        Identity.Hybrid next = Identity.Hybrid.generate(nodes.random);
        Identity.Hybrid before = ru.key;
        ru.lines.hold(List.of(next, before));
        ru.key = next;
        ru.lines.refresh();
        assertThat(ru.lines.report()).hasSize(2);
        assertThat(ru.lines.members(Nodes.CHANNEL)).containsValue(new Condition.Answering(HandPace.START));

        nodes.passes(Nodes.INTERVAL);
        ua.test();
        assertThat(ua.condition())
                .as("UA has not seen the new key yet")
                .isEqualTo(new Condition.Answering(nodes.pace.instant()));
        ua.lines.refresh();
        ua.test();
        ru.test();
        assertThat(ua.lines.report()).hasSize(1);
        assertThat(ru.lines.report()).hasSize(1);
        assertThat(ru.condition()).isInstanceOf(Condition.Answering.class);
        ru.lines.hold(List.of(next));
        assertThat(ru.condition()).isInstanceOf(Condition.Answering.class);
    }

    @Test
    void a_line_that_the_documents_no_longer_name_is_closed() {
        ua.test();
        ua.key = Identity.Hybrid.generate(nodes.random);
        ua.lines.refresh();
        assertThat(ua.lines.report()).isEmpty();
    }

    @Test
    void when_a_line_was_last_answered_outlives_the_process() {
        ua.test();
        nodes.passes(Lines.KEEPING);
        ua.lines.round();
        assertThat(ua.kept).hasSize(1);
        ru.reachable = false;
        ua.boot();
        nodes.passes(Nodes.INTERVAL.multipliedBy(4));
        assertThat(ua.condition()).isEqualTo(new Condition.Silent(HandPace.START));
    }

    @Test
    void what_could_not_be_kept_is_offered_again_and_at_the_end_at_last() {
        ua.test();
        ua.canKeep = false;
        nodes.passes(Lines.KEEPING);
        ua.lines.round();
        assertThat(ua.kept).isEmpty();
        ua.canKeep = true;
        ua.lines.close();
        assertThat(ua.kept).hasSize(1);
    }

    @Test
    void nothing_is_kept_twice() {
        ua.test();
        nodes.passes(Lines.KEEPING);
        ua.lines.round();
        nodes.passes(Lines.KEEPING);
        ua.lines.round();
        assertThat(ua.kept).hasSize(1);
    }

    @Test
    void a_closed_node_says_farewell_and_answers_nobody() throws FormatException {
        ua.test();
        Bytes frame = ru.received.getLast();
        ru.lines.close();
        assertThat(ua.report().said())
                .hasValueSatisfying(said -> assertThat(said.state()).isEqualTo(PostState.LEAVING));
        assertThat(ru.lines.take(Nodes.by(Nodes.UA), frame)).isEmpty();
        ru.lines.hold(List.of(ru.key));
        ru.lines.refresh();
        assertThat(ru.lines.report()).isEmpty();
    }

    @Test
    void the_history_tells_which_tests_were_answered() {
        ua.test();
        ru.reachable = false;
        nodes.passes(Nodes.INTERVAL);
        ua.test();
        assertThat(ua.report().history())
                .extracting(sent -> sent.answeredAfter().isPresent())
                .containsExactly(true, true, false);
        assertThat(ua.report().history()).allMatch(Sent::scheduled);
    }

    @Test
    void tests_begin_once() {
        HandPace own = new HandPace();
        Lines lines = new Lines(
                _ -> List.of(),
                (_, _, _) -> Optional.empty(),
                own,
                Pace.system(),
                nodes.random,
                LastAnswered.NONE,
                _ -> {});
        lines.start();
        assertThatIllegalStateException().isThrownBy(lines::start);
        lines.close();
    }
}
