package firebreak.node.api;

import firebreak.encoding.Json;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Write;
import firebreak.node.run.Loop;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/// What officers ask of the node and wait for. An answer is given when what it says is durable. Where the disk does not
/// take it nobody is left waiting: the officer is told, and told whether it may still be done.
final class Acts {
    private static final long LOOK_MS = 500;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Loop loop;

    Acts(Loop loop) {
        this.loop = loop;
    }

    /// Has a statement put into the own record.
    ///
    /// @return where it stands and by which reference
    Effect.Result.Recorded record(LongFunction<Event> request) throws ApiException {
        requireDisk();
        return switch (await(loop.ask(request))) {
            case Effect.Result.Recorded recorded -> recorded;
            case Effect.Result.Refused(String reason) -> throw ApiException.conflict(reason);
            case Effect.Result.Later(String reason) -> throw new ApiException(Problem.NOT_NOW, reason);
            case Effect.Result.Done _, Effect.Result.Taken _ ->
                throw new ApiException(Problem.FAULT, "the node gave an answer that does not fit");
        };
    }

    /// Has something done that leaves nothing on record.
    void done(LongFunction<Event> request) throws ApiException {
        requireDisk();
        switch (await(loop.ask(request))) {
            case Effect.Result.Done _ -> {}
            case Effect.Result.Refused(String reason) -> throw ApiException.conflict(reason);
            case Effect.Result.Later(String reason) -> throw new ApiException(Problem.NOT_NOW, reason);
            case Effect.Result.Recorded _, Effect.Result.Taken _ ->
                throw new ApiException(Problem.FAULT, "the node gave an answer that does not fit");
        }
    }

    static Json json(Effect.Result.Recorded recorded) {
        return Json.object()
                .with("reference", recorded.reference())
                .with("leaf", recorded.leaf().toJson())
                .build();
    }

    /// Keeps what no decision depends on.
    void keep(List<Write> writes) throws ApiException {
        requireDisk();
        await(loop.keep(writes));
    }

    /// What became of one thing that the node was given.
    Effect.Result ended(CompletableFuture<Effect.Result> given) throws ApiException {
        return await(given);
    }

    /// @throws ApiException when nothing can be written, before anything is asked for
    void requireDisk() throws ApiException {
        Optional<Loop.DiskTrouble> trouble = loop.diskTrouble();
        if (trouble.isPresent()) {
            throw new ApiException(Problem.NOT_NOW, "nothing was done: " + why(trouble.get()));
        }
    }

    private Effect.Result await(CompletableFuture<Effect.Result> answer) throws ApiException {
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException working) {
                    requireHope();
                }
            }
        } catch (ExecutionException over) {
            throw new ApiException(
                    Problem.PENDING, "the node stopped over it: look whether it was done when it runs again");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiException(
                    Problem.PENDING, "the node stops over it: look whether it was done when it runs again");
        }
    }

    private void requireHope() throws ApiException {
        Optional<Loop.DiskTrouble> trouble = loop.diskTrouble();
        if (trouble.isPresent()) {
            throw new ApiException(
                    Problem.PENDING,
                    "not done yet: " + why(trouble.get())
                            + ". It will be done when that ends, unless the node is stopped first: look before trying"
                            + " again");
        }
    }

    private static String why(Loop.DiskTrouble trouble) {
        return "since " + MINUTE.format(trouble.since()) + " this node cannot write (" + trouble.reason() + ")";
    }
}
