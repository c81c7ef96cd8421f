/// Records: leaves, Merkle trees, tiles, checkpoints (spec/record.md), and proofs of forks (spec/proof.md). Uses `text`
/// and `sign`.
@NullMarked
package firebreak.verifier.tree;

import org.jspecify.annotations.NullMarked;
