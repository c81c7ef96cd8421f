/// What leaves the line for strangers: a party's record of a channel with all that is needed to check it, the
/// check itself without node or store, and the summary that is computed from such exports alone. Uses all of core
/// above it, of the engine only stored state and the check of a statement's signatures. Deliberately not here:
/// files and folders; those come through a port.
@NullMarked
package firebreak.export;

import org.jspecify.annotations.NullMarked;
