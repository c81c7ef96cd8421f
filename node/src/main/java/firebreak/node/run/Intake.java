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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Where parcels come in, whatever carried them: each is parsed and proved on a worker, then told to the
/// loop. An answer is given only after what it says is durable.
public final class Intake {
    private static final Log LOG = Log.of(Intake.class);

    private final Loop loop;
    private final Executor workers;

    Intake(Loop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    /// Takes parcels in their order; the results are in the same order.
    public List<CompletableFuture<Effect.Result>> take(List<Bytes> parcels) {
        List<CompletableFuture<Effect.Result>> results = new ArrayList<>();
        CompletableFuture<?> before = CompletableFuture.completedFuture(null);
        for (Bytes parcel : parcels) {
            CompletableFuture<ProvedParcel.Result> proved = CompletableFuture.supplyAsync(() -> prove(parcel), workers);
            CompletableFuture<CompletableFuture<Effect.Result>> told =
                    before.thenCombine(proved, (_, result) -> tell(result));
            results.add(told.thenCompose(result -> result));
            before = told;
        }
        return results;
    }

    private ProvedParcel.Result prove(Bytes bytes) {
        try {
            return Workshop.prove(Parcel.parse("parcel", bytes), loop.state());
        } catch (FormatException malformed) {
            return new ProvedParcel.Result.Refused(malformed.reason());
        }
    }

    private CompletableFuture<Effect.Result> tell(ProvedParcel.Result result) {
        return switch (result) {
            case ProvedParcel.Result.Proved(ProvedParcel parcel) ->
                loop.ask(request -> new Event.ParcelArrived(request, parcel));
            case ProvedParcel.Result.Refused(String reason) -> {
                LOG.warn("parcel refused", "reason", reason);
                yield CompletableFuture.completedFuture(new Effect.Result.Refused(reason));
            }
        };
    }
}
