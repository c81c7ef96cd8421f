/// Mailboxes: parcels kept for parties that cannot be reached, at this node as a neutral, and this node's own parcels
/// at
/// others. Uses the running node, its wire and its witnesses. Deliberately not here: what a parcel says; a mailbox
/// knows
/// neither content nor post.
@NullMarked
package firebreak.node.mailbox;

import org.jspecify.annotations.NullMarked;
