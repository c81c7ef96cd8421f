package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LineEnd.Both both = LineEnd.Both.of(1);
    private final LineEnd a = both.a();
    private final LineEnd b = both.b();

    @Test
    void two_exchanges_show_both_ends_that_the_other_is_there() {
        assertThat(a.exchange(b))
                .isInstanceOfSatisfying(
                        Arrival.Heard.class, heard -> assertThat(heard.alive()).isTrue());
        assertThat(a.answers()).isTrue();
        assertThat(b.condition()).isEqualTo(new Condition.Unknown(LineEnd.START));
        assertThat(a.isDue()).as("the second exchange follows at once").isTrue();
        a.exchange(b);
        assertThat(b.answers()).isTrue();
    }

    @Test
    void a_hello_never_counts_as_alive() {
        for (int i = 0; i < 5; i++) {
            assertThat(b.hear(a.test())).isInstanceOf(Arrival.Greeted.class);
        }
        assertThat(b.answers()).isFalse();
    }

    @Test
    void one_exchange_in_each_interval_keeps_both_ends_answering() {
        both.alive();
        for (int i = 0; i < 40; i++) {
            both.wait(LineEnd.INTERVAL);
            assertThat(a.exchange(b)).isInstanceOf(Arrival.Heard.class);
            assertThat(a.answers() && b.answers()).as("hour %d", i).isTrue();
            assertThat(a.isDue()).isFalse();
        }
        assertThat(a.state.history())
                .hasSize(Tests.HISTORY)
                .allMatch(sent -> sent.answeredAfter().isPresent());
    }

    @Test
    void a_line_without_answers_in_one_request_lives_by_the_next_frame_of_the_other_schedule() {
        for (int i = 0; i < 6; i++) {
            b.hear(a.test());
            both.wait(SECOND);
            a.hear(b.test());
            both.wait(LineEnd.INTERVAL);
        }
        assertThat(a.answers() && b.answers()).isTrue();
    }

    @Test
    void the_peer_is_silent_when_three_intervals_have_passed_since_the_test_it_last_answered() {
        both.alive().wait(LineEnd.INTERVAL.multipliedBy(3));
        assertThat(a.condition()).isEqualTo(new Condition.Answering(LineEnd.START));
        both.wait(Duration.ofNanos(1));
        assertThat(a.condition()).isEqualTo(new Condition.Silent(LineEnd.START));
    }

    @Test
    void a_peer_that_never_answered_is_unknown_first_and_then_silent_since_testing_began() {
        a.passes(LineEnd.INTERVAL.multipliedBy(3));
        a.test();
        assertThat(a.condition()).isEqualTo(new Condition.Unknown(LineEnd.START));
        a.passes(Duration.ofNanos(1));
        assertThat(a.condition()).isEqualTo(new Condition.Silent(LineEnd.START));
    }

    @Test
    void a_restarted_end_says_silent_since_the_answer_before_its_restart() {
        both.alive().wait(LineEnd.INTERVAL);
        a.restart();
        assertThat(a.condition()).isEqualTo(new Condition.Unknown(a.clock));
        a.passes(LineEnd.INTERVAL.multipliedBy(4));
        assertThat(a.condition()).isEqualTo(new Condition.Silent(LineEnd.START));
    }

    @Test
    void a_clock_set_back_keeps_nobody_alive() {
        both.alive();
        a.clock = LineEnd.START.minus(Duration.ofDays(1));
        a.passes(LineEnd.INTERVAL.multipliedBy(4));
        assertThat(a.condition()).isInstanceOf(Condition.Silent.class);
    }

    @Test
    void a_restart_of_either_end_is_over_after_two_exchanges_whoever_speaks_first() {
        for (boolean aRestarts : new boolean[] {true, false}) {
            for (boolean aSpeaks : new boolean[] {true, false}) {
                LineEnd.Both pair = LineEnd.Both.of(7).alive().wait(SECOND);
                (aRestarts ? pair.a() : pair.b()).restart();
                twoExchanges(aSpeaks ? pair.a() : pair.b(), aSpeaks ? pair.b() : pair.a());
            }
        }
    }

    @Test
    void a_restart_of_both_ends_is_over_after_two_exchanges() {
        both.alive().wait(SECOND);
        a.restart();
        b.restart();
        twoExchanges(a, b);
    }

    private static void twoExchanges(LineEnd first, LineEnd second) {
        first.exchange(second);
        first.passes(SECOND);
        second.passes(SECOND);
        first.exchange(second);
        assertThat(first.state.answered()).contains(first.clock);
        assertThat(second.state.answered()).contains(second.clock.minus(SECOND));
        assertThat(first.answers() && second.answers()).isTrue();
    }

    @Test
    void a_peer_that_always_answers_hello_is_asked_three_times_in_one_interval_and_no_more() {
        int asked = 0;
        while (a.isDue() && asked < 10) {
            b.restart();
            a.test();
            a.hear(b.test(), true);
            asked++;
        }
        assertThat(asked).isEqualTo(1 + Turn.MOST);
        assertThat(a.answers()).isFalse();
    }

    @Test
    void tests_are_due_at_once_then_after_the_phase_and_then_at_each_interval() {
        List<Duration> sent = new ArrayList<>();
        for (int minute = 0; minute < 300; minute++) {
            if (a.isDue()) {
                a.test();
                sent.add(a.at);
            }
            a.passes(Duration.ofMinutes(1));
        }
        assertThat(sent).hasSizeBetween(5, 6).first().isEqualTo(Duration.ZERO);
        for (int i = 2; i < sent.size(); i++) {
            assertThat(sent.get(i).minus(sent.get(i - 1))).isEqualTo(LineEnd.INTERVAL);
        }
        assertThat(sent.get(1)).isLessThanOrEqualTo(LineEnd.INTERVAL.plusMinutes(1));
    }

    @Test
    void after_a_long_sleep_one_test_is_due_not_all_that_were_missed() {
        a.test();
        a.passes(Duration.ofDays(3));
        assertThat(a.isDue()).isTrue();
        a.test();
        assertThat(a.isDue()).isFalse();
    }

    @Test
    void content_travels_only_to_a_peer_that_has_proved_itself() {
        a.content = Bytes.ofUtf8("neither of us wrote this");
        b.hear(a.test());
        assertThat(b.hear(a.test())).isInstanceOf(Arrival.Greeted.class);
        both.alive();
        Arrival arrival = b.hear(a.test());
        assertThat(arrival)
                .isInstanceOfSatisfying(
                        Arrival.Heard.class,
                        heard -> assertThat(heard.body().content()).isEqualTo(a.content));
    }

    @Test
    void on_the_wire_content_and_filler_differ_in_nothing_but_counter_and_box() {
        both.alive();
        Bytes filler = a.test();
        a.content = Bytes.wrap(new byte[Body.MAX_CONTENT]);
        Bytes full = a.test();
        int counterEnds = Frame.SIZE - Frame.BOX;
        assertThat(full.size()).isEqualTo(filler.size()).isEqualTo(Frame.SIZE);
        assertThat(full.slice(0, counterEnds - 8)).isEqualTo(filler.slice(0, counterEnds - 8));
    }

    @Test
    void what_the_peer_says_of_itself_is_kept_from_its_last_frame() {
        both.alive();
        b.clock = LineEnd.START.plus(Duration.ofHours(5));
        Bytes farewell = b.line.test(b.state, b.now(), PostState.LEAVING, Bytes.EMPTY, b.random)
                .frame();
        a.hear(farewell);
        assertThat(a.state.said())
                .contains(new LineState.PeerSaid(
                        PostState.LEAVING, Instant.parse("2022-10-23T17:00:00Z"), LineEnd.START));
    }

    @Test
    void an_interval_below_a_millisecond_is_none() {
        Pair pair = a.line.pair();
        assertThat(new Line(pair, Duration.ofMillis(1)).pair()).isEqualTo(pair);
        assertThatIllegalArgumentException().isThrownBy(() -> new Line(pair, Duration.ofNanos(999_999)));
    }

    @Test
    void keys_are_wiped_when_a_session_is_forgotten_and_all_when_the_line_closes() {
        both.alive();
        Session.Keys first = a.state.sessions.held().getFirst().keys();
        for (int i = 0; i < 3; i++) {
            b.restart();
            b.exchange(a);
            b.exchange(a);
        }
        assertThat(first.in().isClosed()
                        && first.out().isClosed()
                        && first.hello().isClosed())
                .isTrue();
        assertThat(a.state.sessions.held()).hasSize(Sessions.MOST);
        Session last = a.state.sessions.held().getFirst();
        a.state.close();
        assertThat(last.keys().out().isClosed()).isTrue();
        assertThat(a.state.share.secret().isClosed() && a.state.hello.isClosed())
                .isTrue();
    }

    @Test
    void the_text_of_a_state_shows_no_key() {
        both.alive();
        assertThat(a.state).hasToString("LineState[1 sessions, 2 frames sent]");
    }
}
