package firebreak.line;

import firebreak.charter.ChannelId;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import firebreak.seal.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One end of a line between two posts, as a state machine: the constants, and how each event changes a
/// [LineState]. Tests go out on a fixed schedule; whatever arrives is answered; the line is alive while the
/// other end echoes recent nonces under the pair key.
///
/// The pair key takes one encapsulation from each end, so only the holders of both private keys can make it and
/// each of them could have made every frame of both. No frame is signed. A restarted process draws a new
/// encapsulation and nothing of this is stored; see `spec/frame.md`.
public final class Line {
    /// So many tests in a row may go unanswered before the line counts as silent.
    public static final int MISSED = 3;

    private final Pair pair;
    private final Hash tagOut;
    private final Hash tagIn;
    private final Duration interval;
    private final Schedule schedule;
    private final Duration patience;

    /// @param interval from one test to the next, from the channel's agreement; at least a millisecond
    public Line(Pair pair, Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("tests are at least a millisecond apart");
        }
        this.pair = pair;
        tagOut = pair.tagOut();
        tagIn = pair.tagIn();
        this.interval = interval;
        schedule = Schedule.of(interval, tagOut);
        patience = interval.multipliedBy(MISSED);
    }

    /// All lines of a node, in all channels it knows: each post whose key it holds with each post of another party.
    /// Call again when a document was admitted or a post unlocked or locked.
    ///
    /// @param held the recipient keys whose private side the node has unlocked
    public static List<Line> all(Registry registry, Set<Recipient.Hybrid> held) {
        return registry.entries().stream()
                .map(Registry.Entry::document)
                .filter(document -> document instanceof Registry.AgreementDocument)
                .flatMap(document -> registry.channel(document.hash()).stream())
                .distinct()
                .flatMap(channel -> of(registry, channel, held))
                .toList();
    }

    private static Stream<Line> of(Registry registry, ChannelId channel, Set<Recipient.Hybrid> held) {
        return registry.latestAgreement(channel).map(Registry.AgreementDocument::agreement).stream()
                .flatMap(agreement -> Pair.of(registry, channel, agreement, held).stream()
                        .map(pair -> new Line(pair, agreement.frameInterval())));
    }

    public Pair pair() {
        return pair;
    }

    public Duration interval() {
        return interval;
    }

    /// Begins the life of this end.
    ///
    /// @param share drawn for this life alone, to the peer's key; the state owns it now
    /// @param answered when the newest test answered in an earlier life was sent
    public LineState open(Encapsulation share, Optional<Instant> answered, Moment now) {
        Secret hello = PairKey.hello(pair.channel(), pair.own(), pair.peer(), share.ciphertext(), share.secret());
        return LineState.open(share, hello, now, answered);
    }

    /// When the next test is due, by how long the process has been running.
    public Duration due(LineState state) {
        Duration opened = state.opened.running();
        return state.turn.followUp() ? opened : opened.plus(schedule.start(state.turn.slot() + 1));
    }

    /// Makes the test that is due.
    ///
    /// @param content travels only where the peer has proved itself; otherwise the test goes out without
    public Step.Made test(LineState state, Moment now, PostState says, Bytes content, RandomGenerator random) {
        long slot = schedule.slot(now.running().minus(state.opened.running()));
        LineState taken = state.with(state.turn.taken(slot));
        return make(taken, state.sessions.spoken(), now, says, content, true, random);
    }

    /// Makes the answer to a frame that was heard, greeted or not opened.
    ///
    /// @param to the ciphertext in that frame
    public Step.Made answer(
            LineState state, Bytes to, Moment now, PostState says, Bytes content, RandomGenerator random) {
        return make(state, state.sessions.with(to), now, says, content, false, random);
    }

    private Step.Made make(
            LineState state,
            Optional<Session> to,
            Moment now,
            PostState says,
            Bytes content,
            boolean scheduled,
            RandomGenerator random) {
        boolean proved = to.filter(Session::proved).isPresent();
        Nonce nonce = Nonce.draw(random);
        Body body = new Body(now.clock(), nonce, to.flatMap(Session::heard), says, proved ? content : Bytes.EMPTY);
        LineState next = state.with(state.tests.sending(nonce, now, scheduled));
        Secret key = to.map(session -> session.keys().out()).orElse(state.hello);
        Frame frame = Frame.seal(tagOut, state.share.ciphertext(), next.tests.sent(), key, body);
        return new Step.Made(next, frame.bytes());
    }

    /// Looks at a frame that the peer sent of its own accord.
    public Step.Arrived hear(LineState state, Bytes bytes, Moment now) {
        try {
            return hear(state, Frame.parse("frame", bytes), now);
        } catch (FormatException malformed) {
            return refused(state, malformed.reason());
        }
    }

    /// Looks at a frame that came back for one of this end's: if it brings the session forward without
    /// completing it for both ends, another test is due at once.
    public Step.Arrived hearAnswer(LineState state, Bytes bytes, Moment now) {
        Step.Arrived step = hear(state, bytes, now);
        boolean more = switch (step.arrival()) {
            case Arrival.Heard(Bytes from, Body _, boolean alive) -> !alive || !isProved(state, from);
            case Arrival.Greeted _, Arrival.Unopened _ -> true;
            case Arrival.Unlearned _, Arrival.Refused _ -> false;
        };
        return new Step.Arrived(step.state().with(step.state().turn.wanting(more)), step.arrival());
    }

    private static boolean isProved(LineState state, Bytes ciphertext) {
        return state.sessions.with(ciphertext).filter(Session::proved).isPresent();
    }

    private Step.Arrived hear(LineState state, Frame frame, Moment now) throws FormatException {
        if (!frame.tag().equals(tagIn)) {
            return refused(state, "a frame of another line or of the other direction");
        }
        if (frame.ciphertext().equals(state.share.ciphertext())) {
            return refused(state, "a frame that bears this end's own ciphertext");
        }
        Optional<Session> session = state.sessions.with(frame.ciphertext());
        return session.isPresent()
                ? hear(state, session.get(), frame, now)
                : new Step.Arrived(state, new Arrival.Unlearned(frame.ciphertext()));
    }

    private Step.Arrived hear(LineState state, Session session, Frame frame, Moment now) throws FormatException {
        Optional<Bytes> underPairKey = frame.open(session.keys().in());
        if (underPairKey.isPresent()) {
            Body body = Body.read("frame", underPairKey.get());
            return session.isReplay(frame) ? replay(state) : heard(state, session, frame, body, now);
        }
        Optional<Bytes> underHello = frame.open(session.keys().hello());
        if (underHello.isPresent()) {
            Body body = Body.read("hello", underHello.get());
            return session.isReplay(frame) ? replay(state) : greeted(state, session, frame, body);
        }
        return new Step.Arrived(state, new Arrival.Unopened(frame.ciphertext()));
    }

    private Step.Arrived heard(LineState state, Session session, Frame frame, Body body, Moment now) {
        Optional<Sent> answered = body.echo().flatMap(echo -> state.tests.advancedBy(echo, now, patience));
        LineState next = state.with(state.sessions.updating(session.having(frame, body, true), true))
                .with(new LineState.PeerSaid(body.state(), body.time(), now.clock()))
                .with(answered.map(sent -> state.tests.answering(sent, now)).orElse(state.tests));
        return new Step.Arrived(next, new Arrival.Heard(frame.ciphertext(), body, answered.isPresent()));
    }

    private static Step.Arrived greeted(LineState state, Session session, Frame frame, Body body) {
        if (body.echo().isPresent()) {
            return refused(state, "a hello that echoes: its sender can have heard nothing");
        }
        LineState next = state.with(state.sessions.updating(session.having(frame, body, false), false));
        return new Step.Arrived(next, new Arrival.Greeted(frame.ciphertext()));
    }

    private static Step.Arrived replay(LineState state) {
        return refused(state, "a frame whose counter is not above the last one's");
    }

    private static Step.Arrived refused(LineState state, String reason) {
        return new Step.Arrived(state, new Arrival.Refused(reason));
    }

    /// Takes in the secret of a ciphertext that [Arrival.Unlearned] named.
    ///
    /// @param secret stays the caller's, who closes it
    public LineState learn(LineState state, Bytes ciphertext, Secret secret) {
        if (state.sessions.with(ciphertext).isPresent()) {
            return state;
        }
        PairKey.Share own = PairKey.Share.of(state.share);
        PairKey.Share peer = new PairKey.Share(ciphertext, secret);
        Session.Keys keys = new Session.Keys(
                PairKey.hello(pair.channel(), pair.peer(), pair.own(), ciphertext, secret),
                PairKey.pair(pair.channel(), pair.peer(), pair.own(), peer, own),
                PairKey.pair(pair.channel(), pair.own(), pair.peer(), own, peer));
        return state.with(state.sessions.learning(Session.with(ciphertext, keys)));
    }

    /// Whether the other end answers.
    public Condition condition(LineState state, Moment now) {
        Duration seen =
                state.tests.answered().map(Sent::at).orElse(state.opened).running();
        boolean recent = now.running().minus(seen).compareTo(patience) <= 0;
        Optional<Instant> answered =
                state.tests.answered().map(sent -> sent.at().clock());
        if (!recent) {
            return new Condition.Silent(state.answered().orElse(state.opened.clock()));
        }
        return answered.<Condition>map(Condition.Answering::new)
                .orElseGet(() -> new Condition.Unknown(state.opened.clock()));
    }
}
