package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Heads are consistent: the checkpoint a store keeps for a record is signed with both keys of its owner, its root
/// is the root of the stored leaves, and it never shrinks.
final class TrueHeads implements Checker {
    private final Truth truth;
    private final Map<String, Long> sizes = new TreeMap<>();
    private final Map<Bytes, Checkpoint> verified = new HashMap<>();

    TrueHeads(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Wrote(PartyCode node, List<Write> writes, StoreView store) -> {
                for (Write write : writes) {
                    if (write instanceof Write.Put(Table table, String key, Bytes text)
                            && table == Table.CHECKPOINT
                            && key.indexOf('/') == key.lastIndexOf('/')) {
                        check(node, new Origin(key), text, store);
                    }
                }
            }
            case Fact.TurnedBack(PartyCode node, var _) -> sizes.keySet().removeIf(key -> key.startsWith(node + " "));
            case Fact.Accepted _, Fact.Left _, Fact.Promised _, Fact.Restarted _, Fact.Broke _, Fact.Ended _ -> {}
        }
    }

    private void check(PartyCode node, Origin origin, Bytes text, StoreView store) {
        Checkpoint head = verified(node, origin, text);
        if (!root(node, head, store).equals(head.root())) {
            throw wrong(node, head, "and the leaves it holds have another root");
        }
        Long before = sizes.put(node + " " + origin, head.size());
        if (before != null && before > head.size()) {
            throw wrong(node, head, "after it had one of size " + before);
        }
    }

    /// Signed by the record's owner. The members keep the same text of a checkpoint; the same bytes of the same record
    /// are verified once in a world.
    private Checkpoint verified(PartyCode node, Origin origin, Bytes text) {
        Checkpoint before = verified.get(text);
        if (before != null && before.origin().equals(origin)) {
            return before;
        }
        CheckpointNote note = parse(node, text);
        boolean signed = truth.owner(origin)
                .filter(owner -> note.verify(origin, truth.recordKeys(owner)) instanceof CheckpointCheck.Verified)
                .isPresent();
        if (!signed) {
            throw wrong(node, note.checkpoint(), "which its owner has not signed with both keys");
        }
        verified.put(text, note.checkpoint());
        return note.checkpoint();
    }

    private static Hash root(PartyCode node, Checkpoint head, StoreView store) {
        List<Hash> hashes = new ArrayList<>();
        for (long index = 0; index < head.size(); index++) {
            Optional<Bytes> leaf = store.get(Table.LEAF, Keys.leaf(head.origin(), index));
            hashes.add(Rows.leaf(leaf.orElseThrow(() -> wrong(node, head, "and lacks leaves below it")))
                    .hash());
        }
        return Merkle.root(hashes);
    }

    private static CheckpointNote parse(PartyCode node, Bytes text) {
        try {
            return CheckpointNote.parse("checkpoint", text);
        } catch (FormatException malformed) {
            throw new Violation(
                    Invariant.HEADS_ARE_CONSISTENT,
                    node + " keeps a checkpoint that is none: " + malformed.getMessage());
        }
    }

    private static Violation wrong(PartyCode node, Checkpoint head, String what) {
        return new Violation(
                Invariant.HEADS_ARE_CONSISTENT,
                node + " keeps a checkpoint of " + head.origin() + " at size " + head.size() + ", " + what);
    }
}
