/// Exports on a disk: the folder an export is written to and checked from, and the records of a home read beside a
/// running node. Uses core, `firebreak.node.home` and `firebreak.node.store`. Deliberately not here: what an export
/// is and whether it is right; that is [firebreak.export].
@NullMarked
package firebreak.node.export;

import org.jspecify.annotations.NullMarked;
