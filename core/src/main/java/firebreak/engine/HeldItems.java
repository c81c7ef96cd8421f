package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which leaves are held back and shown to people: the keys of the rows of [Table#HELD], at hand so that they can be
/// counted. Never stored with the state: the rows say it.
///
/// @param byRecord the indexes held of each record that has any
public record HeldItems(Map<Origin, IndexRanges> byRecord) {
    public static final HeldItems NONE = new HeldItems(Map.of());

    public HeldItems {
        byRecord = Collections.unmodifiableMap(new TreeMap<>(byRecord));
    }

    private IndexRanges of(Origin origin) {
        return byRecord.getOrDefault(origin, IndexRanges.EMPTY);
    }

    /// Whether this leaf is held back.
    public boolean contains(Origin origin, long index) {
        return of(origin).contains(index);
    }

    /// How many items there are of all parties in all channels.
    public long count() {
        return byRecord.values().stream().mapToLong(IndexRanges::count).sum();
    }

    /// How many items there are of one party in a channel.
    public long count(Channel channel, PartyCode party) {
        return channel.recordsOf(party).stream()
                .mapToLong(mirror -> of(mirror.origin()).count())
                .sum();
    }

    /// How many there are, those left out that lie behind a gap and therefore only wait.
    private long countInOrder(Channel channel, PartyCode party) {
        return channel.recordsOf(party).stream()
                .mapToLong(
                        record -> of(record.origin()).countBelow(record.prefix().size()))
                .sum();
    }

    /// Why one more leaf of a record cannot be taken just now, if that is so. A leaf behind a gap would be held at
    /// once, so it needs a free place among all items. One that follows on those here may let many of them go, so
    /// only items that do not wait for it keep it back. A member thus never has more than twice `most` items, those
    /// not counted that were taken and not yet opened.
    ///
    /// @param most held items kept of one member
    Optional<String> full(Channel channel, PeerRecord record, long index, int most) {
        if (byRecord.isEmpty()) {
            return Optional.empty();
        }
        boolean inOrder = index <= record.prefix().size();
        long items = inOrder ? countInOrder(channel, record.party()) : count(channel, record.party());
        return items < most
                ? Optional.empty()
                : Optional.of(items + " items of " + record.party() + " are held here, and the channel keeps " + most
                        + " of one member (heldItems): it is taken when people have looked at them or they have"
                        + " cleared");
    }

    HeldItems with(Origin origin, long index) {
        return contains(origin, index) ? this : with(origin, of(origin).with(index));
    }

    HeldItems without(Origin origin, long index) {
        return contains(origin, index) ? with(origin, of(origin).without(index)) : this;
    }

    private HeldItems with(Origin origin, IndexRanges indexes) {
        Map<Origin, IndexRanges> changed = new TreeMap<>(byRecord);
        if (indexes.isEmpty()) {
            changed.remove(origin);
        } else {
            changed.put(origin, indexes);
        }
        return new HeldItems(changed);
    }

    /// What the rows say at the start. Where one is damaged its record is not counted: the list is for
    /// people, and no reason not to start.
    static HeldItems load(StoreView store, Collection<Channel> channels) {
        HeldItems all = NONE;
        for (Channel channel : channels) {
            for (Origin origin : channel.peers().keySet()) {
                IndexRanges held = load(store, origin);
                all = held.isEmpty() ? all : all.with(origin, held);
            }
        }
        return all;
    }

    private static IndexRanges load(StoreView store, Origin origin) {
        IndexRanges held = IndexRanges.EMPTY;
        try {
            for (StoreView.Entry row : store.all(Table.HELD, Keys.from(origin, 0), Keys.end(origin))) {
                held = held.with(Keys.index(origin, row.key()));
            }
        } catch (UncheckedIOException damaged) {
            return held;
        }
        return held;
    }
}
