package firebreak.export;

import firebreak.carriage.DepositReceipt;
import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Checks the deposit receipts for leaves of one record.
final class DepositCheck {
    private final FileSource files;
    private final Faults faults;
    private final ExportIndex index;
    private final Registry registry;
    private final Set<Hash> charters = new TreeSet<>();
    private final Set<PartyCode> mailboxes = new TreeSet<>();

    /// @param agreements all versions of the channel's
    DepositCheck(FileSource files, Faults faults, ExportIndex index, Registry registry, List<Agreement> agreements) {
        this.files = files;
        this.faults = faults;
        this.index = index;
        this.registry = registry;
        for (Agreement agreement : agreements) {
            charters.addAll(Witnesses.charters(registry, agreement));
            mailboxes.addAll(agreement.mailboxes().parties());
        }
    }

    /// Those that are right.
    List<DepositReceipt> of(RecordTree tree) throws IOException {
        List<DepositReceipt> right = new ArrayList<>();
        for (String file : index.files().keySet()) {
            if (tree.entry().path().isDeposit(file)) {
                one(file, tree).ifPresent(right::add);
            }
        }
        return right;
    }

    private Optional<DepositReceipt> one(String file, RecordTree tree) throws IOException {
        Optional<Bytes> content = files.read(file, Jws.MAX_SIZE);
        if (content.isEmpty() || faults.has(file)) {
            return Optional.empty();
        }
        try {
            Jws signed = Jws.parse("deposit receipt", content.get());
            DepositReceipt receipt = DepositReceipt.parse("deposit receipt", signed.payload());
            Optional<String> fault =
                    fault(file, content.get(), receipt, tree).or(() -> receipt.fault(signed, registry));
            fault.ifPresent(what -> faults.add(file, what));
            return fault.isPresent() ? Optional.empty() : Optional.of(receipt);
        } catch (FormatException malformed) {
            faults.add(file, malformed.reason());
            return Optional.empty();
        }
    }

    private Optional<String> fault(String file, Bytes content, DepositReceipt receipt, RecordTree tree) {
        RecordEntry entry = tree.entry();
        if (!file.equals(entry.path().deposit(Hash.of(content)))) {
            return Optional.of("is not the deposit receipt of this hash");
        }
        if (receipt.mode() != index.mode()
                || !charters.contains(receipt.charter())
                || !mailboxes.contains(receipt.mailbox())) {
            return Optional.of("is of no mailbox of this channel");
        }
        boolean ofThisRecord = receipt.from().equals(entry.party())
                && receipt.origin().equals(entry.origin())
                && receipt.leaves().stream().allMatch(leaf -> stands(leaf, tree));
        return ofThisRecord ? Optional.empty() : Optional.of("names leaves that do not stand in this record");
    }

    private static boolean stands(LeafRef leaf, RecordTree tree) {
        return leaf.index() < tree.entry().size() && tree.leafHash(leaf.index()).equals(leaf.leaf());
    }
}
