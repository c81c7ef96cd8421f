package firebreak.sim;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// `firebreak sim`: runs worlds from seeds and says which invariant broke where. Exit codes: 0 all held, 1 one
/// broke, 2 wrong usage.
public final class Simulate {
    private final PrintStream out;
    private final PrintStream err;

    private final boolean terminal;

    private Simulate(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        System.exit(run(List.of(arguments), System.out, System.err, terminal));
    }

    /// @param terminal whether a line of progress can be written over
    /// @return the exit code
    static int run(List<String> arguments, PrintStream out, PrintStream err, boolean terminal) {
        Request request;
        try {
            request = Request.parse(arguments, new SplittableRandom());
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(Request.USAGE);
            return 2;
        }
        return new Simulate(out, err, terminal).run(request);
    }

    private int run(Request request) {
        return switch (request) {
            case Request.Help _ -> {
                out.println(Request.USAGE);
                yield 0;
            }
            case Request.One one -> twice(one);
            case Request.Many many -> each(many);
        };
    }

    /// One seed, twice: what happened must be the same, to the byte.
    private int twice(Request.One request) {
        Outcome first = Outcome.of(request.seed(), request.trace() ? out::println : _ -> {});
        Outcome second = Outcome.of(request.seed(), _ -> {});
        out.println(request.json() ? first.line() : first.words());
        first.violation().ifPresent(found -> found.printStackTrace(err));
        if (!first.trace().equals(second.trace())) {
            err.println("seed " + request.seed() + " does not repeat: " + first.trace() + " and " + second.trace());
            return 1;
        }
        return first.violation().isPresent() ? 1 : 0;
    }

    /// Each seed is one world in one thread; as many run side by side as there are processors.
    private int each(Request.Many request) {
        err.println("seeds from " + request.first() + " on; the same again: ./firebreak sim --seeds " + request.count()
                + " --from " + request.first());
        Progress progress = new Progress(request.count());
        try (Teller teller = new Teller(progress, err, terminal)) {
            teller.start();
            sideBySide(request, progress, teller);
            if (!request.json()) {
                teller.aside(() -> out.println(progress.words(teller.elapsed())));
            }
        }
        return progress.allHeld() ? 0 : 1;
    }

    private void sideBySide(Request.Many request, Progress progress, Teller teller) {
        AtomicLong next = new AtomicLong();
        Runnable worker = () -> {
            for (long i = next.getAndIncrement(); i < request.count(); i = next.getAndIncrement()) {
                long seed = request.first() + i;
                Outcome outcome = Outcome.of(seed, progress.began(seed, teller.elapsed()));
                progress.ended(seed, outcome.violation().isEmpty());
                teller.aside(() -> tell(outcome, request));
            }
        };
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(worker, pool))
                            .limit(workers)
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private void tell(Outcome outcome, Request.Many request) {
        if (request.json()) {
            out.println(outcome.line());
        } else if (outcome.violation().isPresent()) {
            out.println(outcome.words());
        }
    }
}
