package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two ends under loss, repetition, delay, reordering, damage, reflection and restarts: never falsely alive, and
/// alive again after two exchanges without faults.
class LinePropertyTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 160;

    @Test
    void no_end_believes_what_the_other_did_not_answer_and_both_recover_in_two_exchanges() {
        int believed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            for (int step = 0; step < STEPS; step++) {
                world.step();
                world.checkBeliefs("seed " + seed + " step " + step);
                believed += world.a.end.answers() ? 1 : 0;
            }
            world.recover("seed " + seed);
        }
        assertThat(believed).as("the faults leave some life").isGreaterThan(SEEDS * STEPS / 10);
    }

    /// @param answering true if it travels back as the answer to a request
    private record Flying(Side to, Bytes frame, boolean answering) {}

    private static final class Side {
        final LineEnd end;
        /// The nonces it has really opened.
        final Set<Nonce> opened = new HashSet<>();
        boolean up = true;

        Side(LineEnd end) {
            this.end = end;
        }

        Arrival hear(Bytes frame, boolean answering) {
            Arrival arrival = end.hear(frame, answering);
            switch (arrival) {
                case Arrival.Heard(Bytes _, Body body, boolean _) -> opened.add(body.nonce());
                case Arrival.Greeted(Bytes from) ->
                    opened.add(end.state
                            .sessions
                            .with(from)
                            .flatMap(Session::heard)
                            .orElseThrow());
                case Arrival.Unopened _, Arrival.Unlearned _, Arrival.Refused _ -> {}
            }
            return arrival;
        }
    }

    private static final class World {
        private final SplittableRandom random;
        private final LineEnd.Both both;
        private final Side a;
        private final Side b;
        private final List<Flying> flying = new ArrayList<>();
        private final List<Flying> past = new ArrayList<>();

        World(long seed) {
            random = new SplittableRandom(seed);
            both = LineEnd.Both.of(seed);
            a = new Side(both.a());
            b = new Side(both.b());
        }

        void step() {
            both.wait(Duration.ofSeconds(random.nextInt(1_200)));
            Side side = random.nextBoolean() ? a : b;
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> test(side);
                case 3, 4, 5, 6 -> deliverSome();
                case 7 -> repeatSomething();
                case 8 -> restartSometimes(side);
                default -> side.up = !side.up || random.nextInt(4) > 0;
            }
        }

        private void test(Side side) {
            if (side.up) {
                send(new Flying(other(side), side.end.test(), false));
            }
        }

        private void send(Flying message) {
            past.add(message);
            if (random.nextInt(4) > 0) {
                flying.add(message);
            }
            if (random.nextInt(6) == 0) {
                flying.add(message);
            }
        }

        private void deliverSome() {
            for (int i = random.nextInt(4); i > 0 && !flying.isEmpty(); i--) {
                deliver(flying.remove(random.nextInt(flying.size())));
            }
        }

        private void repeatSomething() {
            if (!past.isEmpty()) {
                Flying old = past.get(random.nextInt(past.size()));
                Side to = random.nextInt(3) == 0 ? other(old.to()) : old.to();
                deliver(new Flying(to, damaged(old.frame(), to), random.nextBoolean()));
            }
        }

        /// As it was, with a bit changed, cut, or under the tag of the direction it is shown to.
        private Bytes damaged(Bytes frame, Side to) {
            return switch (random.nextInt(5)) {
                case 0 -> {
                    byte[] changed = frame.toArray();
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                    yield Bytes.wrap(changed);
                }
                case 1 -> frame.slice(0, random.nextInt(Frame.SIZE));
                case 2 ->
                    Bytes.concat(frame.slice(0, 4), to.end.line.pair().tagIn().bytes(), frame.slice(36, Frame.SIZE));
                default -> frame;
            };
        }

        private void deliver(Flying message) {
            Side to = message.to();
            if (!to.up) {
                return;
            }
            switch (to.hear(message.frame(), message.answering())) {
                case Arrival.Heard(Bytes from, Body _, boolean _) -> answer(message, from);
                case Arrival.Greeted(Bytes from) -> answer(message, from);
                case Arrival.Unopened(Bytes from) -> answer(message, from);
                case Arrival.Unlearned _, Arrival.Refused _ -> {}
            }
        }

        private void answer(Flying message, Bytes from) {
            if (!message.answering()) {
                send(new Flying(other(message.to()), message.to().end.answer(from), true));
            }
        }

        private void restartSometimes(Side side) {
            if (random.nextInt(3) == 0) {
                side.end.restart();
            }
        }

        private Side other(Side side) {
            return side == a ? b : a;
        }

        /// What an end believes answered, the other has really opened.
        void checkBeliefs(String when) {
            for (Side side : List.of(a, b)) {
                Optional<Sent> believed = side.end.state.tests.answered();
                believed.ifPresent(
                        sent -> assertThat(other(side).opened).as(when).contains(sent.nonce()));
                Duration age = believed.map(sent -> side.end.at.minus(sent.at().running()))
                        .orElse(Duration.ofDays(9_999));
                if (age.compareTo(LineEnd.INTERVAL.multipliedBy(Line.MISSED)) > 0) {
                    assertThat(side.end.answers()).as(when).isFalse();
                }
            }
        }

        void recover(String when) {
            both.wait(LineEnd.INTERVAL.multipliedBy(4));
            assertThat(a.end.answers() || b.end.answers()).as(when).isFalse();
            Instant from = a.end.clock;
            Side first = random.nextBoolean() ? a : b;
            first.end.exchange(other(first).end);
            first.end.exchange(other(first).end);
            for (Side side : List.of(a, b)) {
                assertThat(side.end.condition()).as(when).isEqualTo(new Condition.Answering(from));
            }
        }
    }
}
