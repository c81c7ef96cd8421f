package firebreak.node.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.line.Condition;
import firebreak.line.Frame;
import firebreak.line.LastAnswered;
import firebreak.line.Line;
import firebreak.line.LineName;
import firebreak.line.LineState;
import firebreak.line.Moment;
import firebreak.line.Pair;
import firebreak.node.log.Log;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All lines of the posts that are unlocked here. One virtual thread sends the tests as they fall due, each
/// exchange on a thread of its own; frames of others are answered on the thread that brings them. Safe for use
/// by any thread.
public final class Lines implements AutoCloseable {
    /// Exchanges at once; more wait their turn.
    static final int AT_ONCE = 32;

    /// The longest wait between two looks at who has fallen silent.
    static final Duration LOOK = Duration.ofMinutes(1);

    /// What is kept over restarts is written at most this often, and when closing.
    static final Duration KEEPING = Duration.ofSeconds(30);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Log LOG = Log.of(Lines.class);

    private final Function<Set<Recipient.Hybrid>, List<Line>> plan;
    private final FrameCarrier carrier;
    private final InstantSource clock;
    private final Pace pace;
    private final RandomGenerator random;
    private final Keeper keeper;
    private final Executor exchanges;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<Recipient.Hybrid, Identity.Hybrid> held = new HashMap<>();
    private final Map<Hash, OpenLine> open = new ConcurrentHashMap<>();
    private LastAnswered answered;
    private LastAnswered written;
    private Duration writtenAt = Duration.ZERO;
    private volatile boolean closing;
    private @Nullable Thread tests;

    /// @param plan all lines that the node should keep, for the recipient keys it holds: [Line#all] with the
    ///     registry of the moment
    /// @param random used by many threads at once; the node passes a `SecureRandom`
    /// @param before what [Keeper] kept last
    public Lines(
            Function<Set<Recipient.Hybrid>, List<Line>> plan,
            FrameCarrier carrier,
            InstantSource clock,
            Pace pace,
            RandomGenerator random,
            LastAnswered before,
            Keeper keeper) {
        this(plan, carrier, clock, pace, random, before, keeper, Thread::startVirtualThread);
    }

    Lines(
            Function<Set<Recipient.Hybrid>, List<Line>> plan,
            FrameCarrier carrier,
            InstantSource clock,
            Pace pace,
            RandomGenerator random,
            LastAnswered before,
            Keeper keeper,
            Executor exchanges) {
        this.plan = plan;
        this.carrier = carrier;
        this.clock = clock;
        this.pace = pace;
        this.random = random;
        this.keeper = keeper;
        this.exchanges = exchanges;
        answered = before;
        written = before;
    }

    /// Begins to test.
    public synchronized void start() {
        if (tests != null) {
            throw new IllegalStateException("the tests have begun already");
        }
        tests = Thread.ofVirtual().name("line-tests").start(this::run);
    }

    /// The keys that are unlocked now, all of them: opens the lines of those that are new, says farewell on the lines
    /// of those that are gone and wipes their keys.
    ///
    /// @param identities copied, so they stay the caller's; others than X-Wing keys open no line
    public synchronized void hold(Collection<? extends Identity> identities) {
        if (closing) {
            return;
        }
        Set<Recipient.Hybrid> kept = new HashSet<>();
        for (Identity identity : identities) {
            if (identity instanceof Identity.Hybrid hybrid) {
                kept.add(hybrid.recipient());
                copy(hybrid);
            }
        }
        held.keySet().stream().filter(key -> !kept.contains(key)).toList().forEach(this::drop);
        refresh();
    }

    private void copy(Identity.Hybrid identity) {
        if (!held.containsKey(identity.recipient())) {
            try (Secret seed = identity.seed()) {
                held.put(identity.recipient(), Identity.Hybrid.fromSeed(seed));
            }
        }
    }

    private void drop(Recipient.Hybrid key) {
        open.values().stream()
                .filter(line -> line.line().pair().own().key().equals(key))
                .forEach(this::close);
        Optional.ofNullable(held.remove(key)).ifPresent(Identity.Hybrid::close);
    }

    /// Documents have changed: opens the lines that are new and closes those that are over. A line whose keys were
    /// replaced stays until its successor is answered, because the other end may not have the new manifest yet.
    public synchronized void refresh() {
        if (closing) {
            return;
        }
        Map<Hash, Line> wanted = plan.apply(Set.copyOf(held.keySet())).stream()
                .collect(Collectors.toMap(
                        line -> line.pair().tagIn(), Function.identity(), (one, _) -> one, LinkedHashMap::new));
        Set<LineName> names =
                wanted.values().stream().map(line -> line.pair().name()).collect(Collectors.toSet());
        for (OpenLine line : List.copyOf(open.values())) {
            @Nullable Line next = wanted.get(line.line().pair().tagIn());
            boolean replaced = next == null && names.contains(line.line().pair().name());
            boolean same = next != null && next.interval().equals(line.line().interval());
            line.replaced(replaced);
            if (!same && !replaced) {
                close(line);
            }
        }
        wanted.forEach((tag, line) -> open.computeIfAbsent(tag, _ -> open(line)));
        pace.wake();
    }

    private OpenLine open(Line line) {
        Identity.@Nullable Hybrid identity = held.get(line.pair().own().key());
        if (identity == null) {
            throw new IllegalStateException("a line was planned for a key that is not held here");
        }
        return new OpenLine(line, identity, answered.of(line.pair().name()), this::now, random);
    }

    private void close(OpenLine line) {
        remember(line);
        Optional<Bytes> farewell = line.close();
        open.remove(line.line().pair().tagIn(), line);
        farewell.ifPresent(frame -> exchange(() -> {
            try {
                line.send(carrier, frame);
            } catch (IOException unreached) {
                // it will be found silent, which is true too
            }
        }));
    }

    /// Whose node brings a frame.
    @FunctionalInterface
    public interface Bringer {
        /// Whether it is the node of this member of this channel.
        boolean isNodeOf(ChannelId channel, PartyCode member);
    }

    /// A frame from another member's node.
    ///
    /// @param bringer a frame is heard on the lines to its own party alone
    /// @return the answer; nothing where no line here takes this frame
    /// @throws FormatException where these bytes are no frame
    public Optional<Bytes> take(Bringer bringer, Bytes frame) throws FormatException {
        @Nullable OpenLine line = open.get(Frame.parse("frame", frame).tag());
        if (line == null) {
            return Optional.empty();
        }
        Pair pair = line.line().pair();
        if (!bringer.isNodeOf(pair.channel(), pair.peer().party())) {
            return Optional.empty();
        }
        Optional<Bytes> answer = line.take(frame);
        pace.wake(); // a farewell changes how the line stands
        return answer;
    }

    /// Every open line, in the order of their names.
    public List<LineReport> report() {
        return open.values().stream()
                .map(OpenLine::report)
                .sorted(Comparator.comparing(LineReport::name))
                .toList();
    }

    /// How the other members of a channel answer, each by the best of its posts. A member to whom no line is open,
    /// because all own posts are locked, is left out: nothing is known of it.
    public SortedMap<PartyCode, Condition> members(ChannelId channel) {
        SortedMap<PartyCode, Condition> members = new TreeMap<>();
        report().stream()
                .filter(line -> line.name().channel().equals(channel))
                .collect(Collectors.groupingBy(
                        LineReport::peer, Collectors.mapping(LineReport::condition, Collectors.toList())))
                .forEach((party, lines) ->
                        Condition.together(lines).ifPresent(condition -> members.put(party, condition)));
        return members;
    }

    /// How far the clock of a member's node is ahead of this node's, by its last frame on a channel's lines; negative
    /// where it is behind. The time that the frame took is in it.
    public Optional<Duration> clockAhead(ChannelId channel, PartyCode member) {
        return report().stream()
                .filter(line ->
                        line.name().channel().equals(channel) && line.peer().equals(member))
                .flatMap(line -> line.said().stream())
                .max(Comparator.comparing(LineState.PeerSaid::heard))
                .map(said -> Duration.between(said.heard(), said.clock()));
    }

    private Moment now() {
        return new Moment(clock.instant(), pace.running());
    }

    private void run() {
        try {
            while (!closing) {
                pace.await(round());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts every test that is due.
    ///
    /// @return when to look again
    Duration round() {
        Duration running = pace.running();
        open.values().stream()
                .filter(line -> line.beginIfDue(running))
                .forEach(line -> exchange(() -> line.test(carrier)));
        open.values().forEach(this::tell);
        settle(running);
        return open.values().stream().flatMap(line -> line.due().stream()).reduce(running.plus(LOOK), Lines::sooner);
    }

    private void exchange(Runnable work) {
        exchanges.execute(() -> {
            free.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                free.release();
                pace.wake();
            }
        });
    }

    private void tell(OpenLine line) {
        LineName name = line.line().pair().name();
        Optional<Condition> news = line.news();
        if (news.isPresent()) {
            Condition condition = news.get();
            keeper.changed(name, condition);
            LOG.info(
                    switch (condition) {
                        case Condition.Answering _ -> "a line answers";
                        case Condition.Silent _ -> "a line is silent";
                        case Condition.Unknown _ -> "a line is not yet answered";
                    },
                    "line",
                    name.toString(),
                    "since",
                    condition.since());
        }
    }

    /// Closes replaced lines whose successors answer, and keeps what outlives the process.
    private synchronized void settle(Duration running) {
        List<LineName> answering = open.values().stream()
                .filter(line -> !line.isReplaced() && line.condition() instanceof Condition.Answering)
                .map(line -> line.line().pair().name())
                .toList();
        open.values().stream()
                .filter(line -> line.isReplaced()
                        && answering.contains(line.line().pair().name()))
                .forEach(this::close);
        open.values().forEach(this::remember);
        if (running.minus(writtenAt).compareTo(KEEPING) >= 0) {
            write(running);
        }
    }

    private void remember(OpenLine line) {
        LineName name = line.line().pair().name();
        line.answered()
                .filter(at -> answered.of(name).filter(at::isBefore).isEmpty())
                .ifPresent(at -> answered = answered.with(name, at));
    }

    private void write(Duration running) {
        if (answered.equals(written)) {
            return;
        }
        try {
            keeper.keep(answered);
            written = answered;
            writtenAt = running;
        } catch (IOException unable) {
            LOG.warn("when lines were last answered could not be kept", "why", String.valueOf(unable));
        }
    }

    private static Duration sooner(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /// Says farewell on every line, waits a moment for that, and wipes all keys.
    @Override
    public void close() {
        closing = true;
        pace.wake();
        synchronized (this) {
            open.values().forEach(this::close);
            write(pace.running());
            held.values().forEach(Identity.Hybrid::close);
            held.clear();
        }
        try {
            boolean done = free.tryAcquire(AT_ONCE, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                LOG.info("some farewells were not delivered in time");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
