package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether a started node may continue its records, and how it goes on when it may not (DESIGN 5,
/// 'Continuation'): only a node that holds all it ever let out appends; any other opens a successor record.
final class Continuing {
    private final Turn turn;

    Continuing(Turn turn) {
        this.turn = turn;
    }

    void started(Event.Started started) {
        boolean first = started.lease().isEmpty() && turn.state.parties().isEmpty();
        turn.state = turn.state.leased(first ? Optional.of(Map.of()) : started.lease());
        for (Channel channel : turn.state.channels().values()) {
            if (!leaseCovers(channel.own())) {
                succeed(channel, Optional.empty());
            } else {
                ask(channel);
            }
        }
    }

    /// The lease must be there, know the record, and not be ahead of the store. A record of which nothing was
    /// ever signed has let nothing out and needs no entry. A record without leaves is no exception: its first
    /// leaf may have left before this store was turned back.
    boolean leaseCovers(OwnRecord own) {
        if (turn.state.lease().isEmpty()) {
            return false;
        }
        Long highest = turn.state.lease().get().get(own.origin());
        return highest == null ? own.signed() == 0 : highest <= own.size();
    }

    private void ask(Channel channel) {
        Set<PartyCode> members = new TreeSet<>(turn.others(channel));
        turn.state = turn.state.with(channel.asking(members));
        members.forEach(member -> turn.effect(
                new Effect.AskHolding(channel.id(), member, channel.own().origin())));
    }

    void shown(Event.HoldingShown shown) {
        turn.state
                .channel(shown.channel())
                .filter(channel -> channel.own().origin().equals(shown.origin()))
                .ifPresent(channel -> {
                    boolean more = shown.head()
                            .filter(head -> contradicts(channel.own(), head))
                            .isPresent();
                    if (more) {
                        succeed(channel, shown.head());
                    } else {
                        answered(channel, shown.member());
                    }
                });
    }

    private boolean contradicts(OwnRecord own, Head head) {
        return head.size() > own.size()
                || (head.size() == own.size()
                        && !head.root().equals(own.frontier().root()));
    }

    void failed(Event.AskingFailed failed) {
        turn.state
                .channel(failed.channel())
                .filter(channel -> channel.own().origin().equals(failed.origin()))
                .ifPresent(channel -> answered(channel, failed.member()));
    }

    private void answered(Channel channel, PartyCode member) {
        if (channel.own().standing() == OwnRecord.Standing.OPEN) {
            return;
        }
        Set<PartyCode> left = new TreeSet<>(channel.asking());
        left.remove(member);
        Channel fewer = channel.asking(left);
        turn.state = turn.state.with(fewer);
        if (left.isEmpty()) {
            open(fewer);
        }
    }

    private void open(Channel channel) {
        Channel opened = channel.with(channel.own().standing(OwnRecord.Standing.OPEN));
        turn.state = turn.state.with(opened);
        OwnRecord own = opened.own();
        if (own.size() > own.signed()) {
            turn.effect(new Effect.SignCheckpoint(
                    own.origin(), new Head(own.size(), own.frontier().root())));
        }
        new Authoring(turn).issueAll(opened);
        new Receiving(turn).reopenAll();
        new Delivering(turn).pump(turn.current(opened));
    }

    /// Opens a successor record and speaks at once. What others hold of the old record beyond this store is
    /// fetched and adopted.
    ///
    /// @param shown a head of the old record, signed by this node and beyond its store, if somebody showed one
    void succeed(Channel channel, Optional<Head> shown) {
        OwnRecord old = channel.own();
        OwnRecord.Previous previous =
                new OwnRecord.Previous(old.origin(), old.size(), old.frontier().root());
        OwnRecord successor = new OwnRecord(
                Origin.random(turn.random),
                old.generation() + 1,
                Frontier.EMPTY,
                old.inForce(),
                0,
                0,
                OwnRecord.Standing.OPEN,
                Optional.of(previous));
        Channel succeeded = channel.succeededBy(successor).with(mirrorOf(turn.state.self(channel), old, shown));
        turn.state = turn.state.with(succeeded);
        new Authoring(turn).successor(succeeded, previous);
        new Delivering(turn).pump(turn.current(succeeded));
    }

    /// The own old record as a mirror, so that what is missing of it is fetched like any other's.
    private static PeerRecord mirrorOf(PartyCode self, OwnRecord old, Optional<Head> shown) {
        IndexRanges held =
                old.size() == 0 ? IndexRanges.EMPTY : IndexRanges.EMPTY.with(new IndexRanges.Range(0, old.size() - 1));
        return new PeerRecord(
                self,
                old.origin(),
                held,
                old.frontier(),
                held,
                held,
                0,
                List.of(),
                shown.map(Head::size).orElse(old.size()),
                old.size() == 0 ? List.of() : List.of(new PeerRecord.From(0, old.inForce())),
                false,
                Optional.empty());
    }

    /// Once all that was shown of the old record is here again, it is adopted by a leaf naming its head; once for
    /// each head.
    void recovered(Channel channel) {
        Optional<OwnRecord.Previous> previous = channel.own().previous();
        Optional<PeerRecord> old = previous.flatMap(before -> channel.peer(before.origin()));
        if (old.isEmpty()
                || old.get().prefix().size() <= previous.get().size()
                || !old.get().missing().isEmpty()) {
            return;
        }
        Frontier prefix = old.get().prefix();
        Hash root = prefix.root();
        Origin origin = old.get().origin();
        OwnRecord adopting = channel.own().after(new OwnRecord.Previous(origin, prefix.size(), root));
        Channel changed = channel.with(adopting);
        turn.state = turn.state.with(changed);
        new Authoring(turn).adoption(changed, new Adoption.Adopted.OldRecord(origin, prefix.size(), root));
    }
}
