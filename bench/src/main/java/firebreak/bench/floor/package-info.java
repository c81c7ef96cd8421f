/// What the parts of a note's way cost alone, with nothing around them: the floors that the line is measured
/// against. Uses the core, and of the node its store and its TLS. Deliberately not here: a running node.
@NullMarked
package firebreak.bench.floor;

import org.jspecify.annotations.NullMarked;
