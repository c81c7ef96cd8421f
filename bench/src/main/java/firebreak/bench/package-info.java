/// `firebreak bench line`: what the line costs end to end, against floors measured in the same run. Uses the
/// packages above and everything that nodes are made of. Deliberately not here: tests; a measurement never passes
/// or fails a build.
@NullMarked
package firebreak.bench;

import org.jspecify.annotations.NullMarked;
