package firebreak.engine;

import firebreak.carriage.ProvedParcel;
import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// What the disk has damaged is fetched back from the members that mirror it, and put in its place only when it is
/// proved to be what was there.
final class Mending {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Turn turn;

    Mending(Turn turn) {
        this.turn = turn;
    }

    void found(Event.DamageFound found) {
        Origin origin = found.origin();
        Damaged known = turn.state.damaged();
        if (turn.state.channelWith(origin).isPresent() && !known.of(origin).contains(found.index())) {
            turn.state = turn.state.with(
                    known.with(origin, known.of(origin).with(found.index())).askAt(turn.now.plus(ASK_AGAIN)));
            ask(origin);
        }
    }

    void ticked() {
        Damaged known = turn.state.damaged();
        boolean early = turn.now.isBefore(known.askAt())
                && known.askAt().isBefore(turn.now.plus(ASK_AGAIN).plusNanos(1));
        if (known.isEmpty() || early) {
            return;
        }
        turn.state = turn.state.with(known.askAt(turn.now.plus(ASK_AGAIN)));
        known.byRecord().keySet().forEach(this::ask);
    }

    private void ask(Origin origin) {
        turn.state.channelWith(origin).ifPresent(channel -> {
            PartyCode owner = channel.peer(origin).map(PeerRecord::party).orElse(turn.state.self(channel));
            turn.effect(new Effect.Fetch(
                    channel.id(), owner, origin, turn.state.damaged().of(origin).ranges()));
        });
    }

    /// Takes a parcel for a leaf whose stored copy is damaged.
    ///
    /// @return whether it was one, and its bringer is answered
    boolean mends(Event.ParcelArrived arrived, Channel channel) {
        ProvedParcel parcel = arrived.parcel();
        IndexRanges damaged = turn.state.damaged().of(parcel.origin());
        if (!damaged.contains(parcel.index())) {
            return false;
        }
        if (!isWhatWasHere(channel, parcel)) {
            turn.answer(
                    arrived.request(),
                    new Effect.Result.Later(
                            "the copy of this leaf here is damaged, and the one brought is not proved to"
                                    + " be the same under a checkpoint that this node can compare"));
            return true;
        }
        String key = Keys.leaf(parcel.origin(), parcel.index());
        turn.put(Table.LEAF, key, parcel.parcel().leaf().bytes());
        turn.put(Table.ENVELOPE, key, parcel.parcel().envelope());
        turn.state = turn.state.with(turn.state.damaged().with(parcel.origin(), damaged.without(parcel.index())));
        channel.peer(parcel.origin()).ifPresent(record -> new Receiving(turn).reopen(channel, record));
        turn.answer(arrived.request(), new Effect.Result.Taken(parcel.ref(), true));
        return true;
    }

    /// The parcel is proved under its own checkpoint. If that has the root which this node's copy has at its size, no
    /// other leaf can stand there. If the leaf itself is still readable, its hash says which envelope it is.
    private boolean isWhatWasHere(Channel channel, ProvedParcel parcel) {
        return stillReadable(parcel)
                .map(parcel.parcel().leaf()::equals)
                .orElseGet(() -> underAKnownRoot(channel, parcel));
    }

    private Optional<Leaf> stillReadable(ProvedParcel parcel) {
        try {
            return turn.leaf(parcel.origin(), parcel.index());
        } catch (UncheckedIOException damaged) {
            return Optional.empty();
        }
    }

    private boolean underAKnownRoot(Channel channel, ProvedParcel parcel) {
        long size = parcel.checkpoint().size();
        return channel.peer(parcel.origin())
                .map(PeerRecord::prefix)
                .or(() -> channel.ownRecord(parcel.origin()).map(OwnRecord::frontier))
                .filter(known -> size <= known.size())
                .filter(known ->
                        rootAt(parcel, known, size).equals(parcel.checkpoint().root()))
                .isPresent();
    }

    private Hash rootAt(ProvedParcel parcel, Frontier known, long size) {
        return size == known.size()
                ? known.root()
                : new StoredTree(turn, index -> leaf(parcel, index)).root(parcel.origin(), size, known);
    }

    private Optional<Leaf> leaf(ProvedParcel parcel, long index) {
        return index == parcel.index() ? Optional.of(parcel.parcel().leaf()) : turn.leaf(parcel.origin(), index);
    }
}
