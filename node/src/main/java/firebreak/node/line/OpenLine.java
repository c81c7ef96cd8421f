package firebreak.node.line;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import firebreak.line.Arrival;
import firebreak.line.Condition;
import firebreak.line.Line;
import firebreak.line.LineState;
import firebreak.line.Moment;
import firebreak.line.PostState;
import firebreak.line.Step;
import firebreak.seal.Encapsulation;
import firebreak.seal.Identity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One line while its post is unlocked: holds its state and lets one thread at a time change it. Sending happens
/// outside the lock; opening a ciphertext inside, because it takes a fraction of a millisecond and must not meet
/// a key that is being wiped.
final class OpenLine {
    private static final String NOT_OPEN = "its node answers, but not for this post: locked there, or other keys";

    private final Line line;
    private final Identity.Hybrid identity;
    private final Supplier<Moment> now;
    private final RandomGenerator random;
    private LineState state;
    private boolean testing;
    private boolean closed;
    private boolean replaced;
    private Optional<String> trouble = Optional.empty();
    private Optional<Condition> told = Optional.empty();

    /// @param identity of the own post; stays its owner's, who closes this line first
    OpenLine(
            Line line,
            Identity.Hybrid identity,
            Optional<Instant> answered,
            Supplier<Moment> now,
            RandomGenerator random) {
        this.line = line;
        this.identity = identity;
        this.now = now;
        this.random = random;
        state = line.open(Encapsulation.to(line.pair().peer().key(), random), answered, now.get());
    }

    Line line() {
        return line;
    }

    /// When the next test is due; nothing while one is under way.
    synchronized Optional<Duration> due() {
        return testing || closed ? Optional.empty() : Optional.of(line.due(state));
    }

    /// Marks a test as under way if one is due; the caller then calls [#test].
    synchronized boolean beginIfDue(Duration running) {
        boolean begin = !testing && !closed && line.due(state).compareTo(running) <= 0;
        testing |= begin;
        return begin;
    }

    /// Sends the test that was begun and hears its answer.
    void test(FrameCarrier carrier) {
        try {
            Optional<Bytes> frame = make(PostState.UNLOCKED);
            if (frame.isPresent()) {
                answered(send(carrier, frame.get()));
            }
        } catch (IOException unreached) {
            ended(Optional.of(String.valueOf(unreached.getMessage())));
        } finally {
            end();
        }
    }

    Optional<Bytes> send(FrameCarrier carrier, Bytes frame) throws IOException {
        return carrier.send(line.pair().channel(), line.pair().peer().party(), frame);
    }

    private synchronized Optional<Bytes> make(PostState says) {
        return closed ? Optional.empty() : Optional.of(become(line.test(state, now.get(), says, Bytes.EMPTY, random)));
    }

    private synchronized void answered(Optional<Bytes> answer) {
        if (answer.isEmpty()) {
            ended(Optional.of(NOT_OPEN));
            return;
        }
        ended(
                switch (hear(answer.get(), true)) {
                    case Arrival.Heard _, Arrival.Greeted _ -> Optional.empty();
                    case Arrival.Unopened _ -> Optional.of("its answer is sealed to an earlier start of this node");
                    case Arrival.Refused(String reason) -> Optional.of("its answer was refused: " + reason);
                    case Arrival.Unlearned _ -> Optional.of("its answer could not be opened");
                });
    }

    private synchronized void ended(Optional<String> how) {
        trouble = how;
    }

    private synchronized void end() {
        testing = false;
    }

    /// Hears a frame of the peer and makes the answer to it.
    synchronized Optional<Bytes> take(Bytes frame) {
        return switch (hear(frame, false)) {
            case Arrival.Heard(Bytes from, var _, boolean _) -> answer(from);
            case Arrival.Greeted(Bytes from) -> answer(from);
            case Arrival.Unopened(Bytes from) -> answer(from);
            case Arrival.Unlearned _, Arrival.Refused _ -> Optional.empty();
        };
    }

    private Optional<Bytes> answer(Bytes from) {
        return Optional.of(become(line.answer(state, from, now.get(), PostState.UNLOCKED, Bytes.EMPTY, random)));
    }

    private Arrival hear(Bytes frame, boolean answering) {
        if (closed) {
            return new Arrival.Refused("the post is locked");
        }
        Arrival first = look(frame, answering);
        if (!(first instanceof Arrival.Unlearned(Bytes ciphertext))) {
            return first;
        }
        Optional<Secret> opened = Encapsulation.open(identity, ciphertext);
        if (opened.isEmpty()) {
            return new Arrival.Refused("a ciphertext whose point is of low order");
        }
        try (Secret secret = opened.get()) {
            become(line.learn(state, ciphertext, secret));
        }
        return look(frame, answering);
    }

    private Arrival look(Bytes frame, boolean answering) {
        Step.Arrived step = answering ? line.hearAnswer(state, frame, now.get()) : line.hear(state, frame, now.get());
        become(step.state());
        return step.arrival();
    }

    private Bytes become(Step.Made step) {
        become(step.state());
        return step.frame();
    }

    private void become(LineState next) {
        state.replacedBy(next);
        state = next;
    }

    /// Whether a line of the same name with newer keys is open.
    synchronized boolean isReplaced() {
        return replaced;
    }

    synchronized void replaced(boolean byNewerKeys) {
        replaced = byNewerKeys;
    }

    /// When the newest answered test was sent, in this life or an earlier one.
    synchronized Optional<Instant> answered() {
        return state.answered();
    }

    synchronized Condition condition() {
        return line.condition(state, now.get());
    }

    /// The condition, if it is another kind than when this was asked last; the first is not news.
    synchronized Optional<Condition> news() {
        Condition current = condition();
        boolean changed = told.isPresent() && !told.get().getClass().equals(current.getClass());
        told = Optional.of(current);
        return changed ? told : Optional.empty();
    }

    synchronized LineReport report() {
        return new LineReport(
                line.pair().name(), line.pair().peer().party(), condition(), state.said(), trouble, state.history());
    }

    /// Wipes all keys; the farewell, made first, is for a peer that has been answering.
    synchronized Optional<Bytes> close() {
        if (closed) {
            return Optional.empty();
        }
        Optional<Bytes> farewell =
                condition() instanceof Condition.Answering ? make(PostState.LEAVING) : Optional.empty();
        closed = true;
        state.close();
        return farewell;
    }
}
