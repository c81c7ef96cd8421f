package firebreak.sim;

import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.sim.check.Invariant;
import firebreak.sim.check.Violation;
import firebreak.sim.world.World;
import java.util.Optional;
import java.util.function.Consumer;

/// How one world ended.
///
/// @param trace a hash over all that happened; equal for equal seeds of one version
/// @param steps engine steps over all nodes
/// @param accepted statements that came to stand in a record somewhere
public record Outcome(long seed, Optional<Violation> violation, Hash trace, long steps, long accepted) {
    /// @param log told what happens, line by line
    public static Outcome of(long seed, Consumer<String> log) {
        World world = new World(seed, log);
        Optional<Violation> violation = Optional.empty();
        try {
            world.run();
        } catch (Violation found) {
            violation = Optional.of(found);
        } catch (RuntimeException bug) {
            violation = Optional.of(Violation.of(Invariant.NODES_DO_NOT_BREAK, "the world broke: " + bug, bug));
        }
        return new Outcome(seed, violation, world.trace(), world.steps(), world.accepted());
    }

    /// The first line of a failure says how to see it again.
    public String words() {
        return violation
                .map(found -> "seed " + seed + " breaks '" + found.invariant().words()
                        + "'; replay: ./firebreak sim --seed " + seed + "\n  " + found.getMessage())
                .orElse("seed " + seed + " holds: " + steps + " steps, " + accepted + " statements, trace "
                        + trace.brief());
    }

    /// One line for programs.
    public String line() {
        Json json = Json.object()
                .with("seed", Long.toString(seed))
                .with(
                        "violation",
                        violation.map(found -> found.invariant().name()).orElse(null))
                .with("what", violation.map(Throwable::getMessage).orElse(null))
                .with("trace", trace)
                .with("steps", steps)
                .with("accepted", accepted)
                .build();
        try {
            return Canonical.write(json).utf8("outcome");
        } catch (FormatException impossible) {
            throw new IllegalStateException("canonical JSON is UTF-8", impossible);
        }
    }

    /// For a caller in another class loader: the name of the invariant that a seed breaks, or nothing.
    public static String broken(long seed) {
        return of(seed, _ -> {})
                .violation()
                .map(found -> found.invariant().name())
                .orElse("");
    }
}
