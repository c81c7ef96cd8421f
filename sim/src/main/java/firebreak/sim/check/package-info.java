/// What must always hold, one class for each invariant. Uses the core's formats and the store port, and reads
/// outputs alone: committed rows, bytes that left a node, answers given. Deliberately not here: any state of an
/// engine, and anything about how a world is made.
@NullMarked
package firebreak.sim.check;

import org.jspecify.annotations.NullMarked;
