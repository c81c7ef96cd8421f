package firebreak.sim;

import firebreak.sim.check.Violation;
import firebreak.sim.world.World;

/// Runs worlds from seeds: `Simulate FIRST [LAST]`. One seed is told line by line.
public final class Simulate {
    private Simulate() {}

    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        long last = arguments.length > 1 ? Long.parseLong(arguments[1]) : first;
        for (long seed = first; seed <= last; seed++) {
            World world = new World(seed, first == last ? System.out::println : _ -> {});
            try {
                world.run();
            } catch (Violation violation) {
                System.out.println(seed + " " + violation.invariant() + ": " + violation.getMessage());
                if (first == last) {
                    violation.printStackTrace(System.out);
                }
            }
        }
    }
}
