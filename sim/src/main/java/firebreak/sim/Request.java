package firebreak.sim;

import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// What the arguments of `firebreak sim` ask for.
sealed interface Request {
    String USAGE = """
            usage: firebreak sim [--seeds N [--from S]] [--seed S [--trace]] [--json]
              --seeds N   runs N worlds (100), one for each seed from S on
              --from S    the first seed; drawn afresh and told when it is not given
              --seed S    runs this one world twice and compares
              --trace     with --seed: every line of what happens
              --json      one line of JSON for each seed

            Progress is told on standard error. Exit code: 0 all held, 1 one broke, 2 wrong usage.

            example: ./firebreak sim --seeds 1000""";

    /// How it is used.
    record Help() implements Request {}

    /// One world, twice.
    record One(long seed, boolean trace, boolean json) implements Request {}

    /// A world for each of these seeds.
    ///
    /// @param first those after it are the numbers that follow
    /// @param count at least 1
    record Many(long first, long count, boolean json) implements Request {}

    /// @param fresh draws the first seed where none is named
    /// @throws IllegalArgumentException for wrong usage, with what was expected
    static Request parse(List<String> arguments, RandomGenerator fresh) {
        Arguments given = Arguments.of(arguments);
        if (given.help) {
            return new Help();
        }
        if (given.seed.isPresent()) {
            if (given.seeds.isPresent() || given.from.isPresent()) {
                throw wrong("--seed names the only world: leave --seeds and --from out");
            }
            return new One(given.seed.getAsLong(), given.trace, given.json);
        }
        if (given.trace) {
            throw wrong("--trace shows one world: name it with --seed");
        }
        long count = given.seeds.orElse(100);
        if (count < 1) {
            throw wrong("expected at least 1 after --seeds");
        }
        return new Many(given.from.orElseGet(() -> fresh.nextLong(1L << 40)), count, given.json);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("firebreak sim: " + what);
    }

    /// The arguments as they stand.
    final class Arguments {
        private OptionalLong seeds = OptionalLong.empty();
        private OptionalLong from = OptionalLong.empty();
        private OptionalLong seed = OptionalLong.empty();
        private boolean trace;
        private boolean json;
        private boolean help;

        private static Arguments of(List<String> arguments) {
            Arguments given = new Arguments();
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--seeds" -> given.seeds = number(arguments, ++i, given.seeds);
                    case "--from" -> given.from = number(arguments, ++i, given.from);
                    case "--seed" -> given.seed = number(arguments, ++i, given.seed);
                    case "--trace" -> given.trace = true;
                    case "--json" -> given.json = true;
                    case "--help", "-h" -> given.help = true;
                    default -> throw wrong("what is '" + arguments.get(i) + "'?");
                }
            }
            return given;
        }

        private static OptionalLong number(List<String> arguments, int at, OptionalLong before) {
            if (before.isPresent()) {
                throw wrong(arguments.get(at - 1) + " stands there twice");
            }
            try {
                return OptionalLong.of(Long.parseLong(arguments.get(at)));
            } catch (IndexOutOfBoundsException | NumberFormatException _) {
                throw wrong("expected a number after " + arguments.get(at - 1));
            }
        }
    }
}
