/// Witnesses at work: this node as a witness of others' records, and as one that has its own witnessed. Uses the
/// running node. Deliberately not here: what is signed and what a time is, which are the core's.
@NullMarked
package firebreak.node.witness;

import org.jspecify.annotations.NullMarked;
