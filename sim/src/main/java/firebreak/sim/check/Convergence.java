package firebreak.sim.check;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// All converge: once the faults have stopped long enough, every honest member of a channel holds every leaf of
/// every honest member's records without a gap, has taken each up, has receipted each, and has nothing left to do.
final class Convergence implements Checker {
    private final Truth truth;
    private final Map<PartyCode, Held> nodes = new TreeMap<>();

    /// One node at the end.
    private record Held(
            State state,
            NavigableMap<Origin, NavigableMap<Long, Leaf>> leaves,
            Set<String> bodies,
            Set<LeafRef> receipted,
            Map<String, LeafRef> receipts,
            Map<String, String> held) {}

    Convergence(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Ended(PartyCode node, Store store)) {
            nodes.put(node, read(node, store));
            long honest = truth.parties().stream().filter(truth::honest).count();
            if (nodes.size() == honest) {
                truth.channels().forEach(this::check);
            }
        }
    }

    private Held read(PartyCode node, Store store) {
        Set<String> bodies = new HashSet<>();
        Set<LeafRef> receipted = new HashSet<>();
        Map<String, LeafRef> receipts = new TreeMap<>();
        for (Store.Entry row : Rows.all(store, Table.BODY)) {
            bodies.add(row.key());
            if (Rows.statement(Rows.signed(row.value())) instanceof Receipt receipt
                    && receipt.author().party().equals(node)) {
                receipts.put(row.key(), receipt.of());
                if (receipt.kind().byNode()) {
                    receipted.add(receipt.of());
                }
            }
        }
        Map<String, String> held = new TreeMap<>();
        Rows.all(store, Table.HELD).forEach(row -> held.put(row.key(), text(row.value())));
        return new Held(load(node, store), Rows.leaves(store), bodies, receipted, receipts, held);
    }

    private static String text(Bytes value) {
        try {
            return value.utf8("reason");
        } catch (FormatException malformed) {
            return "no text";
        }
    }

    private static State load(PartyCode node, Store store) {
        try {
            return StateRows.load(store);
        } catch (FormatException malformed) {
            throw fault(node + " cannot read its state: " + malformed.getMessage());
        }
    }

    private static Violation fault(String what) {
        return new Violation(Invariant.ALL_CONVERGE, what);
    }

    private Held held(PartyCode node) {
        return java.util.Objects.requireNonNull(nodes.get(node));
    }

    private void check(ChannelId id) {
        for (PartyCode owner : truth.members(id)) {
            if (truth.honest(owner)) {
                Channel channel = held(owner)
                        .state()
                        .channel(id)
                        .orElseThrow(() -> fault(owner + " is not in channel " + id.brief()));
                if (!held(owner).state().works().isEmpty()) {
                    throw fault(owner + " has statements that it has not recorded");
                }
                checkRecord(id, owner, channel.own());
                channel.past().forEach(past -> checkRecord(id, owner, past));
            }
        }
    }

    private void checkRecord(ChannelId id, PartyCode owner, OwnRecord record) {
        NavigableMap<Long, Leaf> leaves = held(owner).leaves().getOrDefault(record.origin(), new TreeMap<>());
        long index = 0;
        for (long known : leaves.keySet()) {
            if (known != index++) {
                throw fault(owner + " lacks leaf " + (index - 1) + " of its own record " + record.origin());
            }
        }
        for (PartyCode member : truth.members(id)) {
            if (truth.honest(member) && !member.equals(owner)) {
                checkMirror(owner, record, leaves, member);
            }
        }
    }

    /// A receipt for a leaf of a lying party's record: that party may have shown others another leaf there, or none.
    private boolean ofALiar(PartyCode owner, String key) {
        LeafRef named = held(owner).receipts().get(key);
        return named != null
                && truth.owner(named.origin()).filter(truth::honest).isEmpty();
    }

    private void checkMirror(PartyCode owner, OwnRecord record, NavigableMap<Long, Leaf> leaves, PartyCode member) {
        Held mirror = held(member);
        NavigableMap<Long, Leaf> mirrored = mirror.leaves().getOrDefault(record.origin(), new TreeMap<>());
        if (!mirrored.equals(leaves)) {
            throw fault(member + " holds " + mirrored.size() + " leaves of " + owner + "'s record " + record.origin()
                    + " (generation " + record.generation() + "), " + owner + " has " + leaves.size());
        }
        leaves.forEach((index, leaf) -> {
            String key = firebreak.engine.Keys.leaf(record.origin(), index);
            if (!mirror.bodies().contains(key) && !ofALiar(owner, key)) {
                throw fault(member + " has not taken up leaf " + index + " of " + owner + "'s record " + record.origin()
                        + ": " + mirror.held().getOrDefault(key, "no reason given"));
            }
            boolean receipted = leaf.type() == LeafType.RECEIPT
                    || mirror.receipted().contains(new LeafRef(record.origin(), index, leaf.hash()));
            if (!receipted) {
                throw fault(member + " has never receipted leaf " + index + " of " + owner + "'s record "
                        + record.origin());
            }
        });
    }
}
