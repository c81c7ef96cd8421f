package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.paper.Papers;
import firebreak.verifier.said.Deposit;
import firebreak.verifier.said.LeafName;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Malformed;
import java.util.List;
import java.util.Optional;

/// Whether a deposit receipt is what it says (spec/export.md, Checking, 9).
record DepositRules(Papers papers, String mode, List<Agreement> agreements) {
    static final int MOST_BYTES = SignedObject.MOST_BYTES;

    /// The receipt, if a mailbox of the channel has signed it for leaves of the record.
    Optional<Deposit> read(HeldRecord record, Bytes content) throws Malformed {
        SignedObject signed = SignedObject.read("signed object", content);
        Deposit deposit = Deposit.read(signed.payload());
        boolean right = deposit.mode().equals(mode)
                && papers.charters(agreements).contains(deposit.charter())
                && isMailbox(deposit.mailbox())
                && isSigned(deposit, signed)
                && deposit.from().equals(record.entry().party())
                && deposit.leaves().stream().allMatch(leaf -> holds(record, leaf));
        return right ? Optional.of(deposit) : Optional.empty();
    }

    private boolean isMailbox(String party) {
        return agreements.stream()
                .anyMatch(agreement -> agreement.mailboxes().parties().contains(party));
    }

    /// With the keys of the mailbox's node, under the algorithms of the charter's first version.
    private boolean isSigned(Deposit deposit, SignedObject signed) {
        return papers.manifest(deposit.manifest())
                .filter(manifest -> manifest.party().equals(deposit.mailbox())
                        && manifest.charter().equals(deposit.charter())
                        && signed.isSignedBy(manifest.node().signing(), papers.algorithms(deposit.charter())))
                .isPresent();
    }

    private static boolean holds(HeldRecord record, LeafName leaf) {
        return leaf.origin().equals(record.entry().origin())
                && leaf.index() < record.entry().size()
                && record.tree().leaf(leaf.index()).equals(leaf.leaf());
    }
}
