package firebreak.sim.check;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All converge: once the faults have stopped long enough, every honest member of a channel holds every leaf of
/// every honest member's records without a gap, has taken each up, has receipted each, and has nothing left to do.
///
/// Leaves of a superseded record of which no checkpoint was signed as far as its owner remembers need not be anywhere
/// else, even where others hold leaves behind them: they are not signed any more. And some things need not be taken up,
/// because no node could: a
/// receipt of a liar's leaf, of which others may have been shown another or none; a receipt of a leaf that no honest
/// node holds any more, because its owner and all who took it were turned back since, or anything behind such a leaf
/// (it is shown as waiting, which is all that is known); and what lies in a record that has a rival, which an owner
/// without its high-water file may have opened, where the evidence is kept.
final class Convergence implements Checker {
    private final Truth truth;
    private final Map<PartyCode, Held> nodes = new TreeMap<>();

    /// One node at the end.
    private record Held(
            State state,
            NavigableMap<Origin, NavigableMap<Long, Leaf>> leaves,
            Set<String> bodies,
            Set<LeafRef> receipted,
            Map<String, Bytes> envelopes,
            Set<String> evidence,
            Map<String, String> held) {}

    Convergence(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Ended(PartyCode node, StoreView store)) {
            nodes.put(node, read(node, store));
            long honest = truth.parties().stream().filter(truth::honest).count();
            if (nodes.size() == honest) {
                truth.channels().forEach(this::check);
            }
        }
    }

    private Held read(PartyCode node, StoreView store) {
        Set<String> bodies = new HashSet<>();
        Set<LeafRef> receipted = new HashSet<>();
        for (StoreView.Entry row : Rows.all(store, Table.BODY)) {
            bodies.add(row.key());
            if (Rows.statement(Rows.signed(row.value())) instanceof Receipt receipt
                    && receipt.author().party().equals(node)
                    && receipt.kind().byNode()) {
                receipted.add(receipt.of());
            }
        }
        Map<String, Bytes> envelopes = new TreeMap<>();
        Rows.all(store, Table.ENVELOPE).forEach(row -> envelopes.put(row.key(), row.value()));
        Set<String> evidence = new HashSet<>();
        Rows.all(store, Table.EVIDENCE).forEach(row -> evidence.add(row.key()));
        Map<String, String> held = new TreeMap<>();
        Rows.all(store, Table.HELD).forEach(row -> held.put(row.key(), text(row.value())));
        return new Held(load(node, store), Rows.leaves(store), bodies, receipted, envelopes, evidence, held);
    }

    private static String text(Bytes value) {
        try {
            return value.utf8("reason");
        } catch (FormatException malformed) {
            return "no text";
        }
    }

    private static State load(PartyCode node, StoreView store) {
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
        NavigableMap<Long, Leaf> leaves =
                new TreeMap<>(held(owner).leaves().getOrDefault(record.origin(), new TreeMap<>()));
        leaves.keySet().removeIf(index -> index >= record.signed() && nobodyElseHolds(owner, record.origin(), index));
        long lost = 0;
        while (leaves.containsKey(lost)) {
            lost++;
        }
        if (!leaves.isEmpty() && lost < leaves.lastKey()) {
            otherHolder(owner, record.origin(), lost).ifPresent(holder -> {
                throw fault(
                        owner + " lacks a leaf of its own record " + record.origin() + " that " + holder + " holds");
            });
        }
        for (PartyCode member : truth.members(id)) {
            if (truth.honest(member) && !member.equals(owner)) {
                checkMirror(owner, record, leaves, member);
            }
        }
    }

    /// Whether nobody can take this leaf up: see above.
    private boolean hopeless(PartyCode owner, OwnRecord record, String key, Held mirror) {
        boolean rival = truth.leaseLost(owner)
                && mirror.evidence().contains("successor/" + record.origin().text());
        return rival
                || receiptAt(owner, key)
                        .filter(named -> truth.owner(named.origin())
                                        .filter(truth::honest)
                                        .isEmpty()
                                || nodes.keySet().stream().noneMatch(node -> canShow(node, named)))
                        .isPresent();
    }

    /// A node can show a leaf that it holds, unless it is an own one of which no checkpoint is left.
    private boolean canShow(PartyCode node, LeafRef named) {
        boolean unsigned = held(node).state().channels().values().stream()
                .flatMap(channel -> Stream.concat(channel.past().stream(), Stream.of(channel.own())))
                .anyMatch(own -> own.origin().equals(named.origin()) && named.index() >= own.signed());
        return holds(held(node), named) && !unsigned;
    }

    /// What the leaf's receipt names, whether or not its owner could take it up again itself.
    private Optional<LeafRef> receiptAt(PartyCode owner, String key) {
        return Optional.ofNullable(held(owner).envelopes().get(key))
                .flatMap(envelope -> Rows.opened(envelope, truth.identities(owner)))
                .filter(Receipt.class::isInstance)
                .map(receipt -> ((Receipt) receipt).of());
    }

    private boolean nobodyElseHolds(PartyCode owner, Origin origin, long index) {
        return nodes.entrySet().stream()
                .filter(node -> !node.getKey().equals(owner))
                .noneMatch(node -> node.getValue()
                        .leaves()
                        .getOrDefault(origin, new TreeMap<>())
                        .containsKey(index));
    }

    private Optional<PartyCode> otherHolder(PartyCode owner, Origin origin, long index) {
        return nodes.keySet().stream()
                .filter(node -> !node.equals(owner))
                .filter(node -> held(node)
                        .leaves()
                        .getOrDefault(origin, new TreeMap<>())
                        .containsKey(index))
                .findFirst();
    }

    private String whoHolds(LeafRef named) {
        List<PartyCode> holders =
                nodes.keySet().stream().filter(node -> holds(held(node), named)).toList();
        return "; it receipts leaf " + named.index() + " of " + named.origin() + " of "
                + truth.owner(named.origin()).map(PartyCode::value).orElse("nobody") + ", held by " + holders;
    }

    private static boolean holds(Held node, LeafRef ref) {
        Leaf leaf = node.leaves().getOrDefault(ref.origin(), new TreeMap<>()).get(ref.index());
        return leaf != null && leaf.hash().equals(ref.leaf());
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
            boolean behindALoss = index > leaves.headMap(index).size();
            if (!mirror.bodies().contains(key) && !behindALoss && !hopeless(owner, record, key, mirror)) {
                throw fault(member + " has not taken up leaf " + index + " of " + owner + "'s record " + record.origin()
                        + ": " + mirror.held().getOrDefault(key, "no reason given")
                        + receiptAt(owner, key).map(this::whoHolds).orElse(""));
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
