package firebreak.sim;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// `firebreak sim`: runs worlds from seeds and says which invariant broke where. Exit codes: 0 all held, 1 one
/// broke, 2 wrong usage.
public final class Simulate {
    private static final String USAGE = """
            usage: firebreak sim [--seeds N] [--seed S] [--json] [--trace]
              --seeds N   runs N fresh seeds (100)
              --seed S    runs this one seed twice and compares
              --json      one line of JSON a seed
              --trace     with --seed: every line of what happens

            example: ./firebreak sim --seeds 1000""";

    private Simulate() {}

    /// What the arguments ask for.
    private record Request(List<Long> seeds, boolean json, boolean trace, boolean single) {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /// @return the exit code
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Request request;
        try {
            request = parse(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
        return request.single() ? one(request, out) : many(request, out);
    }

    private static Request parse(List<String> arguments) {
        long count = 100;
        List<Long> single = new ArrayList<>();
        boolean json = false;
        boolean trace = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--seeds" -> count = number(arguments, ++i);
                case "--seed" -> single.add(number(arguments, ++i));
                case "--json" -> json = true;
                case "--trace" -> trace = true;
                default -> throw new IllegalArgumentException("firebreak sim: what is '" + arguments.get(i) + "'?");
            }
        }
        SplittableRandom fresh = new SplittableRandom();
        List<Long> seeds = single.isEmpty()
                ? LongStream.generate(() -> fresh.nextLong(1L << 40))
                        .limit(count)
                        .boxed()
                        .toList()
                : single;
        return new Request(seeds, json, trace, !single.isEmpty());
    }

    private static long number(List<String> arguments, int at) {
        try {
            return Long.parseLong(arguments.get(at));
        } catch (IndexOutOfBoundsException | NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "firebreak sim: expected a number after " + arguments.get(at - 1), wrong);
        }
    }

    /// One seed, twice: what happened must be the same, to the byte.
    private static int one(Request request, PrintStream out) {
        long seed = request.seeds().getFirst();
        Outcome first = Outcome.of(seed, request.trace() ? out::println : _ -> {});
        Outcome second = Outcome.of(seed, _ -> {});
        out.println(request.json() ? first.line() : first.words());
        first.violation().ifPresent(found -> found.printStackTrace(out));
        if (!first.trace().equals(second.trace())) {
            out.println("seed " + seed + " does not repeat: " + first.trace() + " and " + second.trace());
            return 1;
        }
        return first.violation().isPresent() ? 1 : 0;
    }

    /// Each seed is one world in one thread; several seeds run side by side.
    private static int many(Request request, PrintStream out) {
        Instant start = Instant.now();
        LongFunction<Outcome> world = seed -> Outcome.of(seed, _ -> {});
        long broken = request.seeds().parallelStream()
                .map(world::apply)
                .filter(outcome -> {
                    if (request.json()) {
                        out.println(outcome.line());
                    } else if (outcome.violation().isPresent()) {
                        out.println(outcome.words());
                    }
                    return outcome.violation().isPresent();
                })
                .count();
        if (!request.json()) {
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            out.println(request.seeds().size() + " seeds, " + broken + " broken, "
                    + Math.round(request.seeds().size() / Math.max(0.001, seconds) * 10) / 10.0 + " seeds a second");
        }
        return broken == 0 ? 0 : 1;
    }
}
