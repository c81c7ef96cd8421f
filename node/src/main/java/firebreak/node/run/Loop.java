package firebreak.node.run;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import firebreak.engine.Effect;
import firebreak.engine.Engine;
import firebreak.engine.Event;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.Step;
import firebreak.engine.Store;
import firebreak.engine.StoreException;
import firebreak.engine.Write;
import firebreak.node.log.Log;
import firebreak.note.Said;
import firebreak.projection.Projection;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The one thread that owns a node's state. It takes what has happened, lets the core decide, makes the
/// writes of all steps of a batch durable in one commit, and only then has the effects carried out, those
/// that may begin earlier while it commits. Writes that nobody waits for are committed with the next ones that
/// somebody does, or soon.
public final class Loop implements AutoCloseable {
    private static final Log LOG = Log.of(Loop.class);
    private static final int MOST_AT_ONCE = 256;

    /// How long writes that nobody waits for wait for others.
    private static final long PUT_OFF_NANOS = 20_000_000;
    private static final long WAIT_FOR_DISK_MS = 1_000;
    private static final int TRIES_A_LOG_LINE = 60;
    private static final long NOBODY = 0;

    /// Something for the loop to do.
    private sealed interface Item {
        record Happened(Event event) implements Item {}

        /// @param number 0 when nobody waits for it
        record Keep(long number, List<Write> writes) implements Item {}

        record Stop() implements Item {}
    }

    /// Carries out effects, never on the loop's thread.
    @FunctionalInterface
    public interface Hands {
        /// @param stored what is stored once the steps that asked for these effects are durable
        void carryOut(List<Effect> effects, State state, Lookup stored);
    }

    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Map<Long, CompletableFuture<Effect.Result>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final List<Consumer<Said>> hearers = new CopyOnWriteArrayList<>();
    private final List<Consumer<UncheckedIOException>> unreadables = new CopyOnWriteArrayList<>();
    private final Overlay overlay;

    /// The state after the newest step, owned by the loop's thread; `state` follows when others may see it.
    private State ahead;

    /// When the oldest write that waits for others has waited long enough, by [System#nanoTime]. Owned by the loop's
    /// thread, and means nothing while nothing waits.
    private long due;

    private volatile State state;
    private volatile boolean stopping;
    private volatile @Nullable DiskTrouble diskTrouble;

    /// The store does not take what has happened; until it does nothing goes on.
    ///
    /// @param reason for people, with what to do about it
    public record DiskTrouble(Instant since, String reason) {}

    public Loop(State state, Store store, InstantSource clock, RandomGenerator random) {
        this.state = state;
        this.ahead = state;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.overlay = new Overlay(store);
    }

    /// Starts the thread. The hands get every effect whose step is durable.
    public void start(Hands hands) {
        Thread.ofPlatform().name("firebreak-loop").daemon(true).start(() -> run(hands));
    }

    /// The state after the newest step that is durable, or for which nobody waits.
    public State state() {
        return state;
    }

    /// Tells a hearer of every statement recorded or accepted from now on, once it is durable and can be read from
    /// the store. Called on the loop's thread: a hearer hands on what takes time, and throws nothing.
    public void onSaid(Consumer<Said> hearer) {
        hearers.add(hearer);
    }

    /// Tells the loop of something that has happened.
    public void tell(Event event) {
        queue.add(new Item.Happened(event));
    }

    /// Makes a request and returns how it ends; completes exceptionally only when the node stops first.
    public CompletableFuture<Effect.Result> ask(LongFunction<Event> request) {
        return await(number -> new Item.Happened(request.apply(number)));
    }

    private CompletableFuture<Effect.Result> await(LongFunction<Item> item) {
        long number = requests.incrementAndGet();
        CompletableFuture<Effect.Result> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        queue.add(item.apply(number));
        if (stopped.isDone()) {
            answer.completeExceptionally(new IllegalStateException("the node has stopped"));
        }
        return answer;
    }

    /// Makes writes durable that no decision depends on, such as drafts and the audit log, in order with the
    /// node's own; completes exceptionally only when the node stops first.
    public CompletableFuture<Effect.Result> keep(List<Write> writes) {
        return await(number -> new Item.Keep(number, writes));
    }

    /// The same for writes that nobody waits for: durable soon, and no later than whatever comes after them.
    public void keepSoon(List<Write> writes) {
        queue.add(new Item.Keep(NOBODY, writes));
    }

    private void run(Hands hands) {
        try {
            List<Item> batch = new ArrayList<>();
            while (true) {
                Item first = overlay.isEmpty() ? queue.take() : queue.poll(due - System.nanoTime(), NANOSECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                }
                if (!turn(batch, hands)) {
                    return;
                }
                batch.clear();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            LOG.fault("the node stops rather than go on wrong", bug);
            throw bug;
        } finally {
            stopped.complete(null);
            IllegalStateException over = new IllegalStateException("the node has stopped");
            waiting.values().forEach(answer -> answer.completeExceptionally(over));
        }
    }

    /// @param batch what has happened; nothing when what was put off is due
    /// @return whether to go on
    private boolean turn(List<Item> batch, Hands hands) throws InterruptedException {
        boolean waited = !overlay.isEmpty();
        boolean urgent = batch.isEmpty();
        List<Effect> effects = new ArrayList<>();
        List<Said> said = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        boolean goOn = true;
        for (Item item : batch) {
            switch (item) {
                case Item.Happened(Event event) -> {
                    Step step = step(ahead, event);
                    ahead = step.state();
                    urgent |= step.urgent();
                    overlay.add(step.writes());
                    step.said().forEach(this::fold);
                    said.addAll(step.said());
                    effects.addAll(step.effects());
                }
                case Item.Keep(long number, List<Write> writes) -> {
                    overlay.add(writes);
                    kept.add(number);
                    urgent |= number != NOBODY;
                }
                case Item.Stop() -> {
                    goOn = false;
                    urgent = true;
                }
            }
        }
        List<Effect> early = effects.stream().filter(Effect::early).toList();
        if (!early.isEmpty()) {
            hands.carryOut(early, ahead, overlay.frozen());
        }
        if (!urgent && !overlay.isEmpty()) {
            due = waited ? due : System.nanoTime() + PUT_OFF_NANOS;
            if (due - System.nanoTime() > 0) {
                state = ahead;
                return true;
            }
        }
        if (!commit()) {
            return false;
        }
        state = ahead;
        kept.forEach(number -> complete(number, new Effect.Result.Done("kept")));
        effects.removeIf(effect -> effect.early() || answered(effect));
        hands.carryOut(effects, ahead, store);
        said.forEach(one -> hearers.forEach(hearer -> hearer.accept(one)));
        return goOn;
    }

    /// Where a stored value that the decision needs is damaged, nothing is decided: it is as if the event had not come,
    /// and whoever asked is told. All else goes on.
    private Step step(State before, Event event) {
        try {
            return Engine.step(before, event, overlay, clock.instant(), random);
        } catch (UncheckedIOException unreadable) {
            unreadable(unreadable);
            String reason = Parcels.reason(unreadable) + "; try again later, it may be fetched from other members";
            List<Effect> answer = event.request() == 0
                    ? List.of()
                    : List.of(new Effect.Answer(event.request(), new Effect.Result.Later(reason)));
            return new Step(before, List.of(), answer, List.of());
        }
    }

    private void fold(Said said) {
        try {
            overlay.add(Projection.fold(said, overlay));
        } catch (UncheckedIOException unreadable) {
            unreadable(unreadable);
        }
    }

    private void unreadable(UncheckedIOException unreadable) {
        unreadables.forEach(hearer -> hearer.accept(unreadable));
    }

    /// Tells a hearer of every stored value that could not be read. Called on the loop's thread.
    void onUnreadable(Consumer<UncheckedIOException> hearer) {
        unreadables.add(hearer);
    }

    /// Commits, waiting as long as the disk needs or until the node is to stop: nothing goes out and nobody is answered
    /// before.
    private boolean commit() throws InterruptedException {
        int failures = 0;
        List<Write> writes = overlay.writes();
        while (!writes.isEmpty()) {
            try {
                store.commit(writes);
                overlay.clear();
                writes = List.of();
            } catch (StoreException failed) {
                trouble(failed, failures++);
                if (!failed.mayRetry() || stopping) {
                    return false;
                }
                Thread.sleep(WAIT_FOR_DISK_MS);
            }
        }
        if (failures > 0) {
            diskTrouble = null;
            LOG.info("the store can write again");
        }
        return true;
    }

    private void trouble(StoreException failed, int before) {
        String reason = String.valueOf(failed.getMessage());
        DiskTrouble known = diskTrouble;
        diskTrouble = new DiskTrouble(known == null ? clock.instant() : known.since(), reason);
        if (before % TRIES_A_LOG_LINE == 0) {
            LOG.warn("the store cannot write", "reason", reason, "retry", failed.mayRetry());
        }
    }

    /// Why nothing can be written just now, if that is so.
    public Optional<DiskTrouble> diskTrouble() {
        return Optional.ofNullable(diskTrouble);
    }

    private boolean answered(Effect effect) {
        if (!(effect instanceof Effect.Answer(long request, Effect.Result result))) {
            return false;
        }
        complete(request, result);
        return true;
    }

    private void complete(long request, Effect.Result result) {
        CompletableFuture<Effect.Result> answer = waiting.remove(request);
        if (answer != null) {
            answer.complete(result);
        }
    }

    /// Whether the loop's thread has ended, by request or because it could not go on.
    public boolean hasStopped() {
        return stopped.isDone();
    }

    /// Finishes what is queued, commits it, and ends. What the disk does not take now was never answered.
    @Override
    public void close() {
        stopping = true;
        queue.add(new Item.Stop());
        stopped.join();
    }
}
