package firebreak.node.run;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Workshop;
import firebreak.node.log.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Where parcels come in, whatever carried them: each is parsed and proved on a worker, then told to the
/// loop. An answer is given only after what it says is durable.
public final class Intake {
    private static final Log LOG = Log.of(Intake.class);

    /// Says why a parcel may not come in just now, before anything is computed for it.
    @FunctionalInterface
    interface Gate {
        Optional<String> later(Parcel parcel);
    }

    static final Gate OPEN = _ -> Optional.empty();

    /// A parcel looked at: proved, or what its bringer is told.
    private sealed interface Looked {
        record Proved(ProvedParcel parcel) implements Looked {}

        record Ended(Effect.Result result) implements Looked {}
    }

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Loop loop;
    private final Executor workers;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    Intake(Loop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    /// Parcels refused since the start because they are malformed or not proved.
    long refused() {
        return refused.get();
    }

    /// Takes parcels that a person let in, in their order; the results are in the same order.
    public List<CompletableFuture<Effect.Result>> take(List<Bytes> parcels) {
        return take(parcels, OPEN);
    }

    /// Takes parcels and waits until it is durable what became of each.
    ///
    /// @throws IOException if that is not known in time; they may have been taken
    List<Effect.Result> taken(List<Bytes> parcels, Gate gate) throws IOException {
        List<Effect.Result> results = new ArrayList<>();
        try {
            for (CompletableFuture<Effect.Result> result : take(parcels, gate)) {
                results.add(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node is stopping");
        } catch (ExecutionException | TimeoutException busy) {
            throw new IOException("the node cannot take it now", busy);
        }
    }

    /// One worker looks at all parcels of a bundle in turn: they usually lie under one checkpoint, whose signatures
    /// are then checked once.
    List<CompletableFuture<Effect.Result>> take(List<Bytes> parcels, Gate gate) {
        List<CompletableFuture<Effect.Result>> results = parcels.stream()
                .map(_ -> new CompletableFuture<Effect.Result>())
                .toList();
        workers.execute(() -> {
            try {
                look(parcels, gate, results);
            } catch (RuntimeException | Error failed) {
                results.forEach(result -> result.completeExceptionally(failed));
                throw failed;
            }
        });
        return results;
    }

    private void look(List<Bytes> parcels, Gate gate, List<CompletableFuture<Effect.Result>> results) {
        Optional<ProvedParcel> before = Optional.empty();
        for (int i = 0; i < parcels.size(); i++) {
            CompletableFuture<Effect.Result> result = results.get(i);
            Looked looked = look(parcels.get(i), gate, before);
            before = looked instanceof Looked.Proved(ProvedParcel parcel) ? Optional.of(parcel) : before;
            tell(looked).whenComplete((told, failed) -> {
                if (failed == null) {
                    result.complete(told);
                } else {
                    result.completeExceptionally(failed);
                }
            });
        }
    }

    private Looked look(Bytes bytes, Gate gate, Optional<ProvedParcel> before) {
        try {
            Parcel parcel = Parcel.parse("parcel", bytes);
            Optional<String> later = gate.later(parcel);
            return later.isPresent()
                    ? new Looked.Ended(new Effect.Result.Later(later.get()))
                    : looked(Workshop.prove(parcel, loop.state(), before));
        } catch (FormatException malformed) {
            return refused(malformed.reason());
        }
    }

    private Looked looked(ProvedParcel.Result result) {
        return switch (result) {
            case ProvedParcel.Result.Proved(ProvedParcel parcel) -> new Looked.Proved(parcel);
            case ProvedParcel.Result.Refused(String reason) -> refused(reason);
        };
    }

    /// Nothing of it is stored: it is counted, and told of in the log at most once in [#PACE].
    private Looked refused(String reason) {
        long total = refused.incrementAndGet();
        long due = nextLine.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + PACE.toNanos())) {
            LOG.warn("parcel refused", "reason", reason, "refused", total);
        }
        return new Looked.Ended(new Effect.Result.Refused(reason));
    }

    private CompletableFuture<Effect.Result> tell(Looked looked) {
        return switch (looked) {
            case Looked.Proved(ProvedParcel parcel) -> loop.ask(request -> new Event.ParcelArrived(request, parcel));
            case Looked.Ended(Effect.Result result) -> CompletableFuture.completedFuture(result);
        };
    }
}
