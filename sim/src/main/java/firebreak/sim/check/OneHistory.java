package firebreak.sim.check;

import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.note.Author;
import firebreak.note.Successor;
import firebreak.record.Checkpoint;
import firebreak.record.LeafType;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.TlogProof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Honest records never fork: everything that ever left an honest node of one record, over all its crashes and
/// restored copies, fits one list of leaves; and of a node that kept its high-water file, no record has two
/// successors and no generation two records.
final class OneHistory implements Checker {
    private final Truth truth;
    private final Map<Origin, Seen> records = new TreeMap<>();
    private final Map<String, Origin> successors = new TreeMap<>();
    private final Set<Bytes> judged = new HashSet<>();

    /// What was shown of one record.
    private static final class Seen {
        private final Map<Long, Hash> leaves = new TreeMap<>();
        private final Map<Long, Hash> roots = new TreeMap<>();
    }

    OneHistory(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Left(PartyCode node, Parcel parcel) -> left(node, parcel);
            case Fact.Ended _ -> records.forEach(OneHistory::checkRoots);
            case Fact.Wrote _, Fact.Accepted _, Fact.Promised _, Fact.Restarted _, Fact.TurnedBack _, Fact.Broke _ -> {}
        }
    }

    private void left(PartyCode node, Parcel parcel) {
        if (judged.contains(parcel.bytes())) {
            return; // sent again, to the byte
        }
        TlogProof proof = proof(node, parcel);
        Checkpoint head = proof.checkpoint().checkpoint();
        Optional<PartyCode> owner = truth.owner(head.origin());
        if (owner.isEmpty() || !truth.honest(owner.get())) {
            return;
        }
        judged.add(parcel.bytes());
        if (parcel.leaf().type() == LeafType.SUCCESSOR && !truth.leaseLost(owner.get())) {
            Rows.opened(parcel.envelope(), truth.identities(owner.get()))
                    .ifPresent(statement -> succeeded(owner.get(), parcel.channel(), (Successor) statement));
        }
        Seen seen = records.computeIfAbsent(head.origin(), _ -> new Seen());
        Hash leaf = parcel.leaf().hash();
        Hash leafBefore = seen.leaves.putIfAbsent(proof.index(), leaf);
        Hash rootBefore = seen.roots.putIfAbsent(head.size(), head.root());
        if (leafBefore != null && !leafBefore.equals(leaf)) {
            throw forked(
                    head.origin(),
                    "two leaves at index " + proof.index() + ", the second from " + node + " and a "
                            + parcel.leaf().type());
        }
        if (rootBefore != null && !rootBefore.equals(head.root())) {
            throw forked(head.origin(), "two roots at size " + head.size());
        }
    }

    private void succeeded(PartyCode owner, ChannelId channel, Successor successor) {
        Author author = successor.author();
        for (String place : List.of(
                "successor of " + successor.previous(),
                "record of generation " + author.generation() + " of " + owner + " in channel " + channel)) {
            Origin before = successors.putIfAbsent(place, author.origin());
            if (before != null && !before.equals(author.origin())) {
                throw forked(before, "a second " + place + ": " + author.origin());
            }
        }
    }

    /// Every root that was shown is that of the leaves that were shown, as far as those are known from 0.
    private static void checkRoots(Origin origin, Seen seen) {
        Map<Long, Hash> roots = new HashMap<>();
        List<Hash> leaves = new ArrayList<>();
        for (Map.Entry<Long, Hash> leaf : seen.leaves.entrySet()) {
            if (leaf.getKey() != leaves.size()) {
                break;
            }
            leaves.add(leaf.getValue());
            roots.put((long) leaves.size(), Merkle.root(leaves));
        }
        seen.roots.forEach((size, root) -> {
            if (roots.containsKey(size) && !root.equals(roots.get(size))) {
                throw forked(origin, "a root at size " + size + " that its leaves do not have");
            }
        });
    }

    private static Violation forked(Origin origin, String what) {
        return new Violation(Invariant.HONEST_RECORDS_NEVER_FORK, "an honest record, " + origin + ", shows " + what);
    }

    private static TlogProof proof(PartyCode node, Parcel parcel) {
        try {
            return TlogProof.parse("proof", parcel.proof());
        } catch (FormatException malformed) {
            throw new Violation(
                    Invariant.HONEST_RECORDS_NEVER_FORK,
                    node + " sent a parcel without proof: " + malformed.getMessage());
        }
    }
}
