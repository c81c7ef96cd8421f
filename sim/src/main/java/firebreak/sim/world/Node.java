package firebreak.sim.world;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.Engine;
import firebreak.engine.Event;
import firebreak.engine.Lookup;
import firebreak.engine.OwnRecord;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.Step;
import firebreak.engine.StoreException;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.sim.check.Fact;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The shell of one node: one event at a time through the engine, its writes durable before any effect but those
/// that may begin early. It can stop between any two durable steps, and between such an effect and the commit of its
/// step, and begins again from its disk.
final class Node {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofHours(6);

    /// How often handwork and sending have begun before the disk is done; in the node that runs, always.
    private static final double EARLY = 0.5;

    /// How often writes that nobody waits for wait for the next commit.
    private static final double PUT_OFF = 0.5;

    private final World world;
    private final Keyring keys;
    private final Dice dice;
    private final Disk disk = new Disk();
    private final LeaseFile lease = new LeaseFile();
    private final Hands hands;
    private final Dice haste;
    private final Dice delay;
    private final Map<Long, Consumer<Effect.Result>> waiting = new TreeMap<>();
    private final Deque<Event> queue = new ArrayDeque<>();
    private Set<PostCode> unlocked = new TreeSet<>();
    private State state = State.EMPTY;
    private Duration skew = Duration.ZERO;
    private State left = State.EMPTY;
    private boolean gone;
    private boolean running;
    private long life;
    private long nextRequest = 1;
    private long beats;
    private boolean busy;
    private Optional<Decided> decided = Optional.empty();

    /// A step that is not durable yet.
    ///
    /// @param begun whether those of its effects that may begin early have begun
    private record Decided(Step step, boolean begun) {}

    Node(World world, Keyring keys, Dice dice) {
        this.world = world;
        this.keys = keys;
        this.dice = dice;
        this.hands = new Hands(this, world, dice.fork("hands"));
        this.haste = dice.fork("haste");
        this.delay = dice.fork("delay");
    }

    PartyCode party() {
        return keys.party();
    }

    Keyring keys() {
        return keys;
    }

    Disk disk() {
        return disk;
    }

    LeaseFile lease() {
        return lease;
    }

    State state() {
        return state;
    }

    /// The state as it was when the node left, for whoever goes on in its name.
    State lastState() {
        return left;
    }

    /// Stops for good; somebody else goes on with its keys and its disk.
    void leave() {
        left = state;
        gone = true;
        running = false;
    }

    Set<PostCode> unlocked() {
        return unlocked;
    }

    boolean running() {
        return running;
    }

    /// Counts the starts.
    long life() {
        return life;
    }

    Hands hands() {
        return hands;
    }

    /// What this node's clock says.
    Instant clock() {
        return world.agenda().now().plus(skew);
    }

    void skew(Duration by) {
        skew = by;
    }

    /// Does something that reads the disk; a damaged value found on the way costs the node its disk.
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (UncheckedIOException damaged) {
            world.log(party(), "read a damaged value");
            world.misfortune().lostItsDisk(this);
        }
    }

    /// Does something later, if the node has not stopped by then.
    void later(Duration delay, Runnable task) {
        long now = life;
        world.agenda().after(delay, () -> {
            if (running && life == now) {
                guarded(task);
            }
        });
    }

    /// Begins from the disk; the operator's folder of documents is read at every start.
    void start() {
        if (gone) {
            return;
        }
        life++;
        try {
            disk.open();
            state = StateRows.load(disk);
        } catch (StoreException | UncheckedIOException damaged) {
            world.log(party(), "cannot start: " + damaged.getMessage());
            world.misfortune().replaceHome(this);
            return;
        } catch (FormatException wrong) {
            world.see(new Fact.Broke(party(), "it cannot read its own state: " + wrong.getMessage()));
            return;
        }
        running = true;
        handle(new Event.Started(lease.read()));
        handle(new Event.PostsUnlocked(unlocked));
        readDocuments();
        beat();
    }

    /// The clock strikes from now on: every second, or seldom while weeks pass. What was due before is forgotten.
    void beat() {
        long now = ++beats;
        later(world.coarse() ? SELDOM : TICK, () -> {
            if (beats == now) {
                handle(new Event.Ticked());
                beat();
            }
        });
    }

    /// Takes in all documents that have reached the operator.
    void readDocuments() {
        if (!running) {
            return;
        }
        ask(
                request -> new Event.JoinCharter(
                        request, world.papers().foundedSigned(), world.papers().founded(), party()),
                _ -> {});
        for (Jws document : world.delivered(party())) {
            ask(request -> new Event.AdmitDocument(request, document), _ -> {});
        }
    }

    void unlock(Set<PostCode> posts) {
        unlocked = new TreeSet<>(posts);
        if (running) {
            handle(new Event.PostsUnlocked(unlocked));
        }
    }

    /// An intent with somebody who waits for its end.
    void ask(java.util.function.LongFunction<Event> intent, Consumer<Effect.Result> answer) {
        if (running) {
            long request = nextRequest++;
            waiting.put(request, answer);
            handle(intent.apply(request));
        }
    }

    /// Power is lost.
    void crash() {
        running = false;
        busy = false;
        decided = Optional.empty();
        queue.clear();
        waiting.clear();
        state = State.EMPTY;
        boolean honest = disk.crash();
        if (!honest) {
            world.misfortune().wasTurnedBack(this);
        }
        world.log(party(), honest ? "crashed" : "crashed, and its disk had lied");
        world.see(
                honest
                        ? new Fact.Restarted(party(), disk.asWritten())
                        : new Fact.TurnedBack(party(), disk.asWritten()));
    }

    /// Events are taken one after the other; while the disk is full they wait in their order.
    void handle(Event event) {
        if (!running) {
            return;
        }
        queue.add(event);
        if (!busy) {
            takeAll();
        }
    }

    private void takeAll() {
        busy = true;
        while (running && !queue.isEmpty()) {
            if (!take(queue.element())) {
                return;
            }
        }
        busy = false;
    }

    /// One event: decide, make durable, then act; what may begin early has often begun by then. A step that the disk
    /// has no room for yet waits as it was decided; one that writes nothing meets no disk, nor what befalls one.
    ///
    /// @return whether to go on with the next one now
    private boolean take(Event event) {
        try {
            Decided now = decided.orElseGet(() -> decide(event));
            decided = Optional.of(now);
            boolean writes = !now.step().writes().isEmpty();
            if (writes && world.misfortune().beforeCommit(this, now.begun())) {
                return false;
            }
            if (writes && !now.step().urgent() && delay.chance(PUT_OFF)) {
                disk.putOff(now.step().writes());
            } else if (writes) {
                disk.commit(now.step().writes());
            }
            queue.poll();
            decided = Optional.empty();
            done(event, now);
            return true;
        } catch (StoreException failed) {
            if (failed.mayRetry()) {
                later(Duration.ofMillis(200), this::takeAll);
            } else {
                world.misfortune().fell(this);
            }
        } catch (UncheckedIOException damaged) {
            world.log(party(), "read a damaged value");
            world.misfortune().lostItsDisk(this);
        } catch (RuntimeException bug) {
            world.broke(this, event, bug);
        }
        return false;
    }

    private Decided decide(Event event) {
        Step step = Engine.step(state, event, disk, clock(), dice.generator());
        List<Effect> early = step.effects().stream().filter(Effect::early).toList();
        boolean begun = !early.isEmpty() && haste.chance(EARLY);
        if (begun) {
            Lookup committed = Overlay.of(step.writes(), disk);
            early.forEach(effect -> hands.begin(effect, step.state(), committed));
        }
        return new Decided(step, begun);
    }

    private void done(Event event, Decided decided) {
        Step step = decided.step();
        state = step.state();
        world.traced(party(), event, step);
        world.registerRecords(this);
        step.said().forEach(said -> world.see(new Fact.Accepted(party(), said)));
        if (!step.writes().isEmpty()) {
            world.see(new Fact.Wrote(party(), step.writes(), disk.asWritten()));
            if (world.misfortune().afterCommit(this)) {
                return; // the effects are made again from the state
            }
        }
        step.effects().stream()
                .filter(effect -> !decided.begun() || !effect.early())
                .toList()
                .forEach(hands::carryOut);
    }

    void answer(long request, Effect.Result result) {
        Consumer<Effect.Result> waiter = waiting.remove(request);
        if (waiter != null) {
            if (result instanceof Effect.Result.Recorded(LeafRef leaf, String _)) {
                world.see(new Fact.Promised(party(), leaf));
            }
            waiter.accept(result);
        }
    }

    /// Whether nothing is left to do that this node could still do.
    boolean idle() {
        return running
                && state.works().isEmpty()
                && state.channels().values().stream().allMatch(this::idle);
    }

    private boolean idle(Channel channel) {
        OwnRecord own = channel.own();
        boolean delivered = world.members(channel.id()).stream()
                .filter(member -> !member.equals(party()) && world.honest(member))
                .allMatch(member -> Optional.ofNullable(channel.deliveries().get(member))
                                .map(delivery -> delivery.acked(own.origin()).contiguousEnd())
                                .orElse(0L)
                        >= own.size());
        boolean complete = channel.peers().values().stream()
                .filter(peer -> world.honest(peer.party()))
                .allMatch(peer -> peer.missing().isEmpty() && opened(peer));
        return own.size() > 0 && own.signed() == own.size() && delivered && complete;
    }

    private static boolean opened(PeerRecord peer) {
        return peer.judged().contiguousEnd() >= peer.held().end();
    }
}
