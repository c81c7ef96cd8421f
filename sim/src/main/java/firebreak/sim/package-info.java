/// The run interface of the simulator: seeds in, verdicts and traces out. Uses the worlds and the checks.
/// Deliberately not here: what a world contains and what is judged.
@NullMarked
package firebreak.sim;

import org.jspecify.annotations.NullMarked;
