/// Backups of a home, of two kinds that never lie in one file: the store, and the keys. Uses homes, keys and the
/// store. Deliberately not here: who may read a backup (the caller brings recipients and identities), and what a
/// restored node does (the engine decides, when it starts without its high-water file).
@NullMarked
package firebreak.node.backup;

import org.jspecify.annotations.NullMarked;
