package firebreak.node.run;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Workshop;
import firebreak.node.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Where parcels come in, whatever carried them: each is parsed and proved on a worker, then told to the
/// loop. An answer is given only after what it says is durable.
public final class Intake {
    private static final Log LOG = Log.of(Intake.class);

    /// Says why a parcel may not come in just now, before anything is computed for it.
    @FunctionalInterface
    interface Gate {
        Optional<String> later(Parcel parcel);
    }

    /// A parcel looked at: proved, or what its bringer is told.
    private sealed interface Looked {
        record Proved(ProvedParcel parcel) implements Looked {}

        record Ended(Effect.Result result) implements Looked {}
    }

    private final Loop loop;
    private final Executor workers;

    Intake(Loop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    /// Takes parcels that a person let in, in their order; the results are in the same order.
    public List<CompletableFuture<Effect.Result>> take(List<Bytes> parcels) {
        return take(parcels, _ -> Optional.empty());
    }

    List<CompletableFuture<Effect.Result>> take(List<Bytes> parcels, Gate gate) {
        List<CompletableFuture<Effect.Result>> results = new ArrayList<>();
        CompletableFuture<?> before = CompletableFuture.completedFuture(null);
        for (Bytes parcel : parcels) {
            CompletableFuture<Looked> looked = CompletableFuture.supplyAsync(() -> look(parcel, gate), workers);
            CompletableFuture<CompletableFuture<Effect.Result>> told =
                    before.thenCombine(looked, (_, result) -> tell(result));
            results.add(told.thenCompose(result -> result));
            before = told;
        }
        return results;
    }

    private Looked look(Bytes bytes, Gate gate) {
        try {
            Parcel parcel = Parcel.parse("parcel", bytes);
            Optional<String> later = gate.later(parcel);
            return later.isPresent()
                    ? new Looked.Ended(new Effect.Result.Later(later.get()))
                    : looked(Workshop.prove(parcel, loop.state()));
        } catch (FormatException malformed) {
            return refused(malformed.reason());
        }
    }

    private static Looked looked(ProvedParcel.Result result) {
        return switch (result) {
            case ProvedParcel.Result.Proved(ProvedParcel parcel) -> new Looked.Proved(parcel);
            case ProvedParcel.Result.Refused(String reason) -> refused(reason);
        };
    }

    private static Looked refused(String reason) {
        LOG.warn("parcel refused", "reason", reason);
        return new Looked.Ended(new Effect.Result.Refused(reason));
    }

    private CompletableFuture<Effect.Result> tell(Looked looked) {
        return switch (looked) {
            case Looked.Proved(ProvedParcel parcel) -> loop.ask(request -> new Event.ParcelArrived(request, parcel));
            case Looked.Ended(Effect.Result result) -> CompletableFuture.completedFuture(result);
        };
    }
}
