package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Nothing but the peer itself, just now, makes a line look alive.
class FalseLifeTest {
    private final LineEnd.Both both = LineEnd.Both.of(2).alive().wait(Duration.ofMinutes(1));
    private final LineEnd a = both.a();
    private final LineEnd b = both.b();
    private final Optional<Instant> answered = a.state.answered();

    private void refuses(Bytes frame, String reason) {
        LineState before = a.state;
        assertThat(a.hear(frame))
                .isInstanceOfSatisfying(
                        Arrival.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
        assertThat(a.state).isSameAs(before);
    }

    private void showsNothing(Bytes frame) {
        a.hear(frame, true);
        assertThat(a.state.answered()).isEqualTo(answered);
    }

    @Test
    void a_frame_that_comes_twice_is_refused_the_second_time() {
        Bytes frame = b.take(a.test()).orElseThrow();
        assertThat(a.hear(frame)).isInstanceOf(Arrival.Heard.class);
        refuses(frame, "counter is not above");
    }

    @Test
    void an_older_frame_after_a_newer_one_is_refused() {
        Bytes older = b.take(a.test()).orElseThrow();
        Bytes newer = b.take(a.test()).orElseThrow();
        a.hear(newer);
        refuses(older, "counter is not above");
    }

    @Test
    void a_hello_of_the_life_that_goes_on_is_refused_as_a_replay() {
        LineEnd.Both fresh = LineEnd.Both.of(3);
        Bytes hello = fresh.b().test();
        fresh.b().exchange(fresh.a());
        fresh.b().exchange(fresh.a());
        assertThat(fresh.a().hear(hello)).isInstanceOf(Arrival.Refused.class);
    }

    @Test
    void frames_of_a_peers_earlier_life_show_nothing_even_those_that_never_arrived() {
        Bytes asked = a.test();
        Bytes lost = b.take(asked).orElseThrow();
        Bytes alsoLost = b.test();
        both.wait(Duration.ofSeconds(1));
        b.restart();
        b.exchange(a);
        b.exchange(a);
        b.restart();
        b.exchange(a);
        b.exchange(a);
        Optional<Instant> newest = a.state.answered();
        for (Bytes old : new Bytes[] {lost, alsoLost, lost}) {
            a.hear(old, true);
            assertThat(a.state.answered()).isEqualTo(newest);
        }
        a.passes(LineEnd.INTERVAL.multipliedBy(4));
        a.hear(lost, true);
        assertThat(a.answers()).isFalse();
    }

    @Test
    void frames_recorded_before_our_own_restart_show_nothing() {
        Bytes old = b.take(a.test()).orElseThrow();
        a.restart();
        assertThat(a.hear(old, true)).isInstanceOf(Arrival.Unopened.class);
        assertThat(a.condition()).isInstanceOf(Condition.Unknown.class);
    }

    @Test
    void an_answer_kept_back_shows_only_when_its_test_was_sent() {
        Instant sent = a.clock;
        Bytes late = b.take(a.test()).orElseThrow();
        a.passes(LineEnd.INTERVAL.multipliedBy(2));
        a.hear(late, true);
        assertThat(a.condition()).isEqualTo(new Condition.Answering(sent));
        a.passes(LineEnd.INTERVAL.plusNanos(1));
        assertThat(a.condition()).isEqualTo(new Condition.Silent(sent));
    }

    @Test
    void an_answer_is_recent_for_three_intervals_and_no_longer() {
        Bytes inTime = b.take(a.test()).orElseThrow();
        a.passes(LineEnd.INTERVAL.multipliedBy(3));
        a.hear(inTime);
        assertThat(a.state.answered()).isNotEqualTo(answered);
        Optional<Instant> newest = a.state.answered();
        Bytes late = b.take(a.test()).orElseThrow();
        a.passes(LineEnd.INTERVAL.multipliedBy(3).plusNanos(1));
        assertThat(a.hear(late))
                .isInstanceOfSatisfying(
                        Arrival.Heard.class, heard -> assertThat(heard.alive()).isFalse());
        assertThat(a.state.answered()).isEqualTo(newest);
    }

    @Test
    void our_own_frames_sent_back_show_nothing() {
        Bytes own = a.test();
        refuses(own, "other direction");
        refuses(retagged(own, a.line.pair().tagIn()), "own ciphertext");
    }

    @Test
    void a_frame_of_the_other_direction_shows_nothing_under_any_tag_and_ciphertext() {
        Bytes own = a.test();
        Bytes tagged = retagged(own, a.line.pair().tagIn());
        Bytes posing = Bytes.concat(
                tagged.slice(0, 36), b.state.share.ciphertext(), tagged.slice(36 + Encapsulation.CIPHERTEXT, 4096));
        assertThat(a.hear(posing)).isInstanceOf(Arrival.Unopened.class);
        showsNothing(posing);
    }

    @Test
    void a_frame_of_another_channel_between_the_same_posts_and_keys_shows_nothing() {
        LineEnd.Both other = LineEnd.Both.of(2, new ChannelId(Hash.of(Bytes.ofUtf8("another"))))
                .alive()
                .wait(Duration.ofMinutes(1));
        Bytes frame = other.b().take(other.a().test()).orElseThrow();
        refuses(frame, "another line");
        assertThat(a.hear(retagged(frame, a.line.pair().tagIn()))).isInstanceOf(Arrival.Unopened.class);
        showsNothing(retagged(frame, a.line.pair().tagIn()));
    }

    @Test
    void a_cut_or_continued_frame_is_refused() {
        Bytes frame = b.take(a.test()).orElseThrow();
        for (int size : new int[] {0, 1, 4, 1164, 4095}) {
            refuses(frame.slice(0, size), "expected a frame of 4096 bytes");
        }
        refuses(frame.plus(Bytes.wrap(new byte[1])), "expected a frame of 4096 bytes");
        assertThat(a.hear(frame)).isInstanceOf(Arrival.Heard.class);
    }

    @Test
    void a_frame_with_any_byte_changed_shows_nothing() {
        Bytes frame = b.take(a.test()).orElseThrow();
        for (int at = 0; at < Frame.SIZE; at += at < 40 || (at > 1150 && at < 1200) ? 1 : 97) {
            byte[] changed = frame.toArray();
            changed[at] ^= 1;
            showsNothing(Bytes.wrap(changed));
        }
        byte[] zeros = frame.toArray();
        Arrays.fill(zeros, 36 + 1088, 36 + 1120, (byte) 0);
        showsNothing(Bytes.wrap(zeros));
        assertThat(a.hear(frame)).isInstanceOf(Arrival.Heard.class);
    }

    /// Whoever holds the public keys can greet, with any ciphertext; the pair key needs a private one.
    @Test
    void a_stranger_who_knows_all_public_keys_can_only_say_hello() {
        Pair pair = a.line.pair();
        try (Encapsulation share = Encapsulation.to(pair.own().key(), new SplittableRandom(5))) {
            Line posing = new Line(pair.reversed(), LineEnd.INTERVAL);
            LineState state = posing.open(share, Optional.empty(), a.now());
            Step.Made hello = posing.test(state, a.now(), PostState.UNLOCKED, Bytes.EMPTY, new SplittableRandom(6));
            assertThat(a.hear(hello.frame())).isInstanceOf(Arrival.Greeted.class);
            Bytes answer = a.answer(share.ciphertext());
            Step.Arrived heard = posing.hear(hello.state(), answer, a.now());
            assertThat(heard.arrival()).isInstanceOf(Arrival.Unlearned.class);
            try (Secret guessed = Secret.copyOf(new byte[32])) {
                LineState learned = posing.learn(heard.state(), a.state.share.ciphertext(), guessed);
                assertThat(posing.hear(learned, answer, a.now()).arrival()).isInstanceOf(Arrival.Unopened.class);
                showsNothing(posing.answer(
                                learned,
                                a.state.share.ciphertext(),
                                a.now(),
                                PostState.UNLOCKED,
                                Bytes.EMPTY,
                                new SplittableRandom(7))
                        .frame());
            }
        }
    }

    @Test
    void a_hello_that_echoes_is_refused() {
        LineEnd.Both fresh = LineEnd.Both.of(4);
        Bytes hello = fresh.b().test();
        Nonce nonce = new Nonce(Bytes.wrap(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        Body body = new Body(LineEnd.START, nonce, Optional.of(nonce), PostState.UNLOCKED, Bytes.EMPTY);
        LineState state = fresh.b().state;
        Bytes echoing = Frame.seal(fresh.b().line.pair().tagOut(), state.share.ciphertext(), 2, state.hello, body)
                .bytes();
        assertThat(fresh.a().hear(hello)).isInstanceOf(Arrival.Greeted.class);
        assertThat(fresh.a().hear(echoing)).isInstanceOf(Arrival.Refused.class);
    }

    private static Bytes retagged(Bytes frame, Hash tag) {
        return Bytes.concat(frame.slice(0, 4), tag.bytes(), frame.slice(36, Frame.SIZE));
    }
}
