/// Joint notes on their way among the nodes of their authors: proposed, signed, put on record when all have signed.
/// Uses the running node, its keys and its members' wire. Deliberately not here: who may propose and sign, which the
/// officers' interface decides, and what a circular is, which is [firebreak.note.Circular].
@NullMarked
package firebreak.node.joint;

import org.jspecify.annotations.NullMarked;
