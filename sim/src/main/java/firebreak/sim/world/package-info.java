/// A federation in one thread: nodes that run the real engine with real keys, and the disks, links, people and
/// liars around them, all drawn from one seed. Uses the core and the checks. Deliberately not here: judgement of
/// what happened, and any clock or thread.
@NullMarked
package firebreak.sim.world;

import org.jspecify.annotations.NullMarked;
