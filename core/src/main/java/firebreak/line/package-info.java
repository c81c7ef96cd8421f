/// Pair keys and the frames under them: line tests between two posts, in every channel from the first day, and
/// what they show: who answers, who is silent and since when. Uses encoding, identity, seal and charter; times
/// and randomness are arguments. Deliberately not here: sending, waiting, opening ciphertexts (the node's), any
/// signature, and any trace of a frame in a record: either side could have made every frame of both.
@NullMarked
package firebreak.line;

import org.jspecify.annotations.NullMarked;
