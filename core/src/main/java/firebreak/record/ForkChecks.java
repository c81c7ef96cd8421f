package firebreak.record;

import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import java.util.Optional;

/// Checks each kind of fork evidence: signatures first, then the contradiction.
final class ForkChecks {
    private ForkChecks() {}

    static ForkCheck twoRoots(ForkEvidence.TwoRoots evidence, Origin origin, RecordKeys keys) {
        if (!isSigned(evidence.first(), origin, keys) || !isSigned(evidence.second(), origin, keys)) {
            return new ForkCheck.Refused(ForkFault.UNSIGNED);
        }
        Checkpoint first = evidence.first().checkpoint();
        Checkpoint second = evidence.second().checkpoint();
        if (first.size() != second.size()) {
            return new ForkCheck.Refused(ForkFault.NOT_COMPARABLE);
        }
        if (first.root().equals(second.root())) {
            return new ForkCheck.Refused(ForkFault.NO_CONTRADICTION);
        }
        return new ForkCheck.Proven(
                origin,
                origin + " signed two roots at size " + first.size() + ": " + first.root() + " and " + second.root());
    }

    static ForkCheck twoLeaves(ForkEvidence.TwoLeaves evidence, Origin origin, RecordKeys keys) {
        ProofCheck first = evidence.first().verify(evidence.firstLeaf(), origin, keys);
        ProofCheck second = evidence.second().verify(evidence.secondLeaf(), origin, keys);
        if (first instanceof ProofCheck.Unsigned || second instanceof ProofCheck.Unsigned) {
            return new ForkCheck.Refused(ForkFault.UNSIGNED);
        }
        if (first instanceof ProofCheck.NotIncluded || second instanceof ProofCheck.NotIncluded) {
            return new ForkCheck.Refused(ForkFault.NOT_PROVED);
        }
        if (evidence.first().index() != evidence.second().index()) {
            return new ForkCheck.Refused(ForkFault.NOT_COMPARABLE);
        }
        if (evidence.firstLeaf().equals(evidence.secondLeaf())) {
            return new ForkCheck.Refused(ForkFault.NO_CONTRADICTION);
        }
        return new ForkCheck.Proven(
                origin,
                origin + " signed two leaves at index " + evidence.first().index() + ": " + evidence.firstLeaf()
                        + " and " + evidence.secondLeaf());
    }

    static ForkCheck rewritten(ForkEvidence.Rewritten evidence, Origin origin, RecordKeys keys) {
        if (!isSigned(evidence.earlier(), origin, keys) || !isSigned(evidence.later(), origin, keys)) {
            return new ForkCheck.Refused(ForkFault.UNSIGNED);
        }
        Checkpoint earlier = evidence.earlier().checkpoint();
        Checkpoint later = evidence.later().checkpoint();
        if (earlier.size() == 0 || earlier.size() >= later.size()) {
            return new ForkCheck.Refused(ForkFault.NOT_COMPARABLE);
        }
        Optional<Hash> claimed = History.roots(earlier.size(), later.size(), evidence.history())
                .filter(roots -> roots.to().equals(later.root()))
                .map(History.Roots::from);
        if (claimed.isEmpty()) {
            return new ForkCheck.Refused(ForkFault.NOT_PROVED);
        }
        if (claimed.get().equals(earlier.root())) {
            return new ForkCheck.Refused(ForkFault.NO_CONTRADICTION);
        }
        return new ForkCheck.Proven(
                origin,
                origin + " signed the root " + earlier.root() + " at size " + earlier.size()
                        + ", but by its checkpoint of size " + later.size() + " it was " + claimed.get());
    }

    private static boolean isSigned(CheckpointNote note, Origin origin, RecordKeys keys) {
        return note.verify(origin, keys) instanceof CheckpointCheck.Verified;
    }
}
