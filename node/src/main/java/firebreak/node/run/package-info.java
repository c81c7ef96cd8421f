/// The running node: the loop that owns the state, and everything that carries out what the core decides.
/// Uses the core and the node's store, keys, http and wire. Deliberately not here: any decision; what to
/// sign, send or hold is decided in `firebreak.engine`.
@NullMarked
package firebreak.node.run;

import org.jspecify.annotations.NullMarked;
