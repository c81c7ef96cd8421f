/// Commands that prove what was said: records listed, exported and verified, notes given as signed objects, the store
/// checked. They read a home beside its running node, or no home at all. Uses core, `firebreak.node.export` and
/// `firebreak.cli.console`.
/// Deliberately not here: the checks themselves; those are core's.
@NullMarked
package firebreak.cli.record;

import org.jspecify.annotations.NullMarked;
