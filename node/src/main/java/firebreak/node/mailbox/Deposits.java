package firebreak.node.mailbox;

import firebreak.carriage.DepositReceipt;
import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What mailboxes signed that they keep of the own records. May be asked by any thread.
final class Deposits {
    private final Map<Box, List<Kept>> kept = new HashMap<>();

    /// What one mailbox keeps of one record for one party.
    record Box(Origin origin, PartyCode addressee, PartyCode mailbox) {}

    private record Kept(Instant at, List<LeafRef> leaves) {}

    /// Those of a record that were stored; a row that does not read back is deposited anew.
    synchronized void load(Origin origin, StoreView store) {
        String from = Keys.deposits(origin);
        for (StoreView.Entry row : store.all(Table.MAILBOX, from, from + "~")) {
            try {
                Bytes payload = Jws.parse("stored receipt", row.value()).payload();
                put(DepositReceipt.parse("stored receipt", payload));
            } catch (FormatException damaged) {
                // what it said is asked for again
            }
        }
    }

    private void put(DepositReceipt receipt) {
        kept.computeIfAbsent(new Box(receipt.origin(), receipt.addressee(), receipt.mailbox()), _ -> new ArrayList<>())
                .add(new Kept(receipt.at(), receipt.leaves()));
    }

    /// @return what is to be stored
    synchronized List<Write> add(DepositReceipt receipt, Jws signed) {
        put(receipt);
        Bytes bytes = signed.bytes();
        return List.of(new Write.Put(Table.MAILBOX, Keys.deposit(receipt.origin(), Hash.of(bytes)), bytes));
    }

    /// Which leaves a mailbox keeps.
    synchronized IndexRanges of(Box box) {
        IndexRanges all = IndexRanges.EMPTY;
        for (Kept one : kept.getOrDefault(box, List.of())) {
            for (LeafRef leaf : one.leaves()) {
                all = all.with(leaf.index());
            }
        }
        return all;
    }

    /// When as many mailboxes as an agreement needs kept a leaf for a party.
    synchronized Optional<Instant> time(LeafRef leaf, Agreement agreement, PartyCode addressee) {
        int needed = agreement.mailboxes().threshold();
        return needed == 0
                ? Optional.empty()
                : agreement.mailboxes().parties().stream()
                        .flatMap(mailbox -> time(leaf, new Box(leaf.origin(), addressee, mailbox)).stream())
                        .sorted()
                        .skip(needed - 1L)
                        .findFirst();
    }

    private Optional<Instant> time(LeafRef leaf, Box box) {
        return kept.getOrDefault(box, List.of()).stream()
                .filter(one -> one.leaves().contains(leaf))
                .map(Kept::at)
                .min(Instant::compareTo);
    }
}
