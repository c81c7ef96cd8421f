package firebreak.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One end of a line with its private key, as a node keeps it: what a test sends, answers and restarts.
final class LineEnd {
    static final Duration INTERVAL = Duration.ofHours(1);
    static final Instant START = Instant.parse("2022-10-23T12:00:00Z");
    static final ChannelId CHANNEL = new ChannelId(Hash.of(Bytes.ofUtf8("a channel")));

    final Line line;
    final Identity.Hybrid identity;
    final RandomGenerator random;
    LineState state;
    Duration at = Duration.ZERO;
    Instant clock = START;
    Bytes content = Bytes.EMPTY;

    private LineEnd(Pair pair, Identity.Hybrid identity, RandomGenerator random) {
        line = new Line(pair, INTERVAL);
        this.identity = identity;
        this.random = random;
        state = life(Optional.empty());
    }

    /// Both ends of one line.
    record Both(LineEnd a, LineEnd b) {
        static Both of(long seed) {
            return of(seed, CHANNEL);
        }

        static Both of(long seed, ChannelId channel) {
            SplittableRandom random = new SplittableRandom(seed);
            Identity.Hybrid a = Identity.Hybrid.generate(random);
            Identity.Hybrid b = Identity.Hybrid.generate(random);
            Pair pair = new Pair(channel, end("UA", "UA-MFA", a), end("RU", "RU-MFA", b));
            return new Both(new LineEnd(pair, a, random.split()), new LineEnd(pair.reversed(), b, random.split()));
        }

        Both wait(Duration time) {
            a.passes(time);
            b.passes(time);
            return this;
        }

        /// Both ends have proved themselves to each other.
        Both alive() {
            a.exchange(b);
            a.exchange(b);
            return this;
        }
    }

    static End end(String party, String post, Identity.Hybrid identity) {
        return new End(new PartyCode(party), new PostCode(post), identity.recipient());
    }

    void passes(Duration time) {
        at = at.plus(time);
        clock = clock.plus(time);
    }

    Moment now() {
        return new Moment(clock, at);
    }

    private LineState life(Optional<Instant> answered) {
        return line.open(Encapsulation.to(line.pair().peer().key(), random), answered, now());
    }

    /// The process ends and another begins; only the time of the last answer is kept.
    void restart() {
        Optional<Instant> kept = state.answered();
        state.close();
        state = life(kept);
    }

    Bytes test() {
        return become(line.test(state, now(), PostState.UNLOCKED, content, random));
    }

    Bytes answer(Bytes from) {
        return become(line.answer(state, from, now(), PostState.UNLOCKED, content, random));
    }

    private Bytes become(Step.Made step) {
        state.replacedBy(step.state());
        state = step.state();
        return step.frame();
    }

    Arrival hear(Bytes frame) {
        return hear(frame, false);
    }

    Arrival hear(Bytes frame, boolean isAnswer) {
        Step.Arrived step = isAnswer ? line.hearAnswer(state, frame, now()) : line.hear(state, frame, now());
        become(step.state());
        return step.arrival() instanceof Arrival.Unlearned(Bytes ciphertext)
                ? learnAndHear(ciphertext, frame, isAnswer)
                : step.arrival();
    }

    private Arrival learnAndHear(Bytes ciphertext, Bytes frame, boolean isAnswer) {
        Optional<Secret> secret = Encapsulation.open(identity, ciphertext);
        if (secret.isEmpty()) {
            return new Arrival.Refused("a ciphertext of low order");
        }
        try (Secret opened = secret.get()) {
            become(line.learn(state, ciphertext, opened));
        }
        return hear(frame, isAnswer);
    }

    private void become(LineState next) {
        state.replacedBy(next);
        state = next;
    }

    /// Takes a frame and answers as a node does.
    Optional<Bytes> take(Bytes frame) {
        return switch (hear(frame)) {
            case Arrival.Heard(Bytes from, Body _, boolean _) -> Optional.of(answer(from));
            case Arrival.Greeted(Bytes from) -> Optional.of(answer(from));
            case Arrival.Unopened(Bytes from) -> Optional.of(answer(from));
            case Arrival.Unlearned _, Arrival.Refused _ -> Optional.empty();
        };
    }

    /// One test to the peer and its answer back.
    Arrival exchange(LineEnd peer) {
        return hear(peer.take(test()).orElseThrow(), true);
    }

    Condition condition() {
        return line.condition(state, now());
    }

    boolean answers() {
        return condition() instanceof Condition.Answering;
    }

    boolean isDue() {
        return line.due(state).compareTo(at) <= 0;
    }
}
