/// One party's append-only record of one channel: RFC 6962 hashing, tiles, checkpoints, proofs and the evidence
/// of a fork, all in the C2SP formats (signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature, tlog-proof).
/// Uses `encoding` and the record keys of `identity`. Deliberately not here: what a leaf's envelope holds, which
/// witnesses count and when a record may be continued; storage and transport of tiles.
@NullMarked
package firebreak.record;

import org.jspecify.annotations.NullMarked;
