package firebreak.record;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.RecordKeys;
import java.util.List;
import java.util.Optional;

/// Two statements of one record that cannot both be true. Complete in itself: whoever knows the record's origin
/// and keys can [#check] it, and nobody without the record's keys can make it.
public sealed interface ForkEvidence {
    String TYPE = "fork-evidence";

    /// Largest evidence as JSON: two proofs, and room for what JSON adds.
    int MAX_BYTES = 3 * TlogProof.MAX_SIZE;

    /// Two checkpoints of one size with different roots.
    record TwoRoots(CheckpointNote first, CheckpointNote second) implements ForkEvidence {
        @Override
        public ForkCheck check(Origin origin, RecordKeys keys) {
            return ForkChecks.twoRoots(this, origin, keys);
        }

        @Override
        public Json toJson() {
            return ForkJson.write(this);
        }
    }

    /// Two different leaves proved at one index, under one checkpoint's tree and another's.
    record TwoLeaves(Hash firstLeaf, TlogProof first, Hash secondLeaf, TlogProof second) implements ForkEvidence {
        @Override
        public ForkCheck check(Origin origin, RecordKeys keys) {
            return ForkChecks.twoLeaves(this, origin, keys);
        }

        @Override
        public Json toJson() {
            return ForkJson.write(this);
        }
    }

    /// A larger checkpoint whose tree did not have the smaller checkpoint's root at the smaller size.
    ///
    /// @param history of the larger tree: the hashes from which its own root at the smaller size and its present
    ///     root both follow; at most 54
    record Rewritten(CheckpointNote earlier, CheckpointNote later, List<Hash> history) implements ForkEvidence {
        public Rewritten {
            history = List.copyOf(history);
            if (history.size() > History.MAX_PATH) {
                throw new IllegalArgumentException("a history has at most " + History.MAX_PATH + " hashes");
            }
        }

        @Override
        public ForkCheck check(Origin origin, RecordKeys keys) {
            return ForkChecks.rewritten(this, origin, keys);
        }

        @Override
        public Json toJson() {
            return ForkJson.write(this);
        }
    }

    /// Whether this proves a fork of this record.
    ///
    /// @param keys those of the record, from the agreement that names it
    ForkCheck check(Origin origin, RecordKeys keys);

    Json toJson();

    /// One of the two checkpoints, to see by its signatures whose record it is about.
    default CheckpointNote checkpoint() {
        return switch (this) {
            case TwoRoots(CheckpointNote first, CheckpointNote _) -> first;
            case TwoLeaves(Hash _, TlogProof first, Hash _, TlogProof _) -> first.checkpoint();
            case Rewritten(CheckpointNote earlier, CheckpointNote _, List<Hash> _) -> earlier;
        };
    }

    static ForkEvidence read(String place, Json json) throws FormatException {
        return ForkJson.read(place, json);
    }

    /// What two verified checkpoints of one record and one size prove, if they differ.
    static Optional<ForkEvidence> between(SignedCheckpoint first, SignedCheckpoint second) {
        Checkpoint one = first.checkpoint();
        Checkpoint other = second.checkpoint();
        boolean forked = one.origin().equals(other.origin())
                && one.size() == other.size()
                && !one.root().equals(other.root());
        return forked ? Optional.of(new TwoRoots(first.note(), second.note())) : Optional.empty();
    }

    /// What two verified checkpoints of one record prove, if the tree of the larger does not continue the smaller.
    ///
    /// @param laterTree the tree of `later`, whose root is the one `later` states
    static Optional<ForkEvidence> between(SignedCheckpoint earlier, SignedCheckpoint later, HashSource laterTree) {
        Checkpoint small = earlier.checkpoint();
        Checkpoint large = later.checkpoint();
        if (small.size() == large.size()) {
            return between(earlier, later);
        }
        if (small.size() == 0
                || small.size() > large.size()
                || !small.origin().equals(large.origin())
                || Merkle.root(small.size(), laterTree).equals(small.root())) {
            return Optional.empty();
        }
        List<Hash> history = History.path(small.size(), large.size(), laterTree);
        return Optional.of(new Rewritten(earlier.note(), later.note(), history));
    }
}
