package firebreak.node.run;

import firebreak.encoding.FormatException;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Head;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.RecordSecret;
import firebreak.node.log.Log;
import firebreak.node.store.Lease;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Signs checkpoints of own records, the newest asked for of each. One is known to nobody before its size is durable
/// in the lease file, which is written while the signatures are made. Crash between the two and the lease is ahead of
/// nothing, since the leaves were committed before.
final class CheckpointDesk {
    private static final Log LOG = Log.of(CheckpointDesk.class);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Lease lease;
    private final RecordSecret secret;
    private final Executor workers;
    private final InstantSource clock;
    private final Consumer<Event> tell;
    private final StoreView store;
    private final Map<Origin, Effect.SignCheckpoint> asked = new HashMap<>();
    private final Map<Origin, CheckpointNote> newest = new ConcurrentHashMap<>();
    private boolean busy;
    private volatile Loop.@Nullable DiskTrouble trouble;

    CheckpointDesk(
            Lease lease,
            RecordSecret secret,
            Executor workers,
            InstantSource clock,
            Consumer<Event> tell,
            StoreView store) {
        this.lease = lease;
        this.secret = secret;
        this.workers = workers;
        this.clock = clock;
        this.tell = tell;
        this.store = store;
    }

    /// Asks for a checkpoint. Heads of one record asked for before this one was begun are passed over.
    synchronized void sign(Effect.SignCheckpoint wanted) {
        asked.merge(wanted.origin(), wanted, CheckpointDesk::newer);
        if (!busy) {
            busy = true;
            workers.execute(this::work);
        }
    }

    private void work() {
        Map<Origin, Effect.SignCheckpoint> round = round();
        while (!round.isEmpty()) {
            try {
                CompletableFuture<List<SignedCheckpoint>> signed = signing(round);
                raise(round);
                signed.join().forEach(this::let);
                mended();
            } catch (IOException disk) {
                trouble(disk);
                later(round);
                return;
            } catch (RuntimeException failed) {
                LOG.fault("a checkpoint cannot be signed: nothing leaves this node until it can", failed);
                later(round);
                return;
            }
            round = round();
        }
    }

    /// Told once when it begins and once when it ends, however often it is tried meanwhile.
    private void trouble(IOException disk) {
        String reason = String.valueOf(disk.getMessage());
        Loop.DiskTrouble known = trouble;
        trouble = new Loop.DiskTrouble(known == null ? clock.instant() : known.since(), reason);
        if (known == null) {
            LOG.warn("the lease file cannot be written: nothing leaves this node until it can", "reason", reason);
        }
    }

    private void mended() {
        if (trouble != null) {
            trouble = null;
            LOG.info("the lease file can be written again");
        }
    }

    /// Why no checkpoint can be signed just now, if that is so: its size must be in the lease file first.
    Optional<Loop.DiskTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    private synchronized Map<Origin, Effect.SignCheckpoint> round() {
        Map<Origin, Effect.SignCheckpoint> round = new HashMap<>(asked);
        asked.clear();
        busy = !round.isEmpty();
        return round;
    }

    /// Tried again soon, together with what is asked for meanwhile; still busy until then.
    private synchronized void later(Map<Origin, Effect.SignCheckpoint> round) {
        round.forEach((origin, head) -> asked.merge(origin, head, CheckpointDesk::newer));
        CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS, workers)
                .execute(this::work);
    }

    private static Effect.SignCheckpoint newer(Effect.SignCheckpoint one, Effect.SignCheckpoint other) {
        return one.head().size() > other.head().size() ? one : other;
    }

    /// Signs on a thread of its own, while this one waits for the disk.
    private CompletableFuture<List<SignedCheckpoint>> signing(Map<Origin, Effect.SignCheckpoint> round) {
        return CompletableFuture.supplyAsync(
                () -> round.entrySet().stream()
                        .map(asking -> sign(asking.getKey(), asking.getValue().head()))
                        .toList(),
                work -> Thread.ofVirtual().name("firebreak-checkpoint").start(work));
    }

    private void raise(Map<Origin, Effect.SignCheckpoint> round) throws IOException {
        Map<Origin, Lease.Mark> marks = new HashMap<>();
        round.forEach((origin, head) -> marks.put(
                origin,
                new Lease.Mark(head.channel(), head.generation(), head.head().size())));
        lease.raise(marks);
    }

    private SignedCheckpoint sign(Origin origin, Head head) {
        Checkpoint checkpoint = new Checkpoint(origin, head.size(), head.root());
        return new CheckpointSigner(origin, secret).sign(checkpoint, clock.instant());
    }

    /// Makes a checkpoint known, now that its size is durable.
    private void let(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        newest.merge(
                checkpoint.origin(),
                signed.note(),
                (one, other) -> one.checkpoint().size() > other.checkpoint().size() ? one : other);
        tell.accept(new Event.CheckpointSigned(checkpoint.origin(), checkpoint.size(), signed.bytes()));
    }

    /// The newest signed checkpoint at hand of any record: own ones as signed here, others as stored.
    Optional<CheckpointNote> newest(Origin origin) {
        CheckpointNote own = newest.get(origin);
        return own != null
                ? Optional.of(own)
                : store.get(Table.CHECKPOINT, origin.text()).map(text -> {
                    try {
                        return CheckpointNote.parse("stored checkpoint", text);
                    } catch (FormatException damaged) {
                        throw new IllegalStateException(
                                "the store gives back a damaged checkpoint: " + damaged.reason(), damaged);
                    }
                });
    }
}
