package firebreak.node.serve;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.Keys;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Workers;
import firebreak.note.LeafRef;
import firebreak.projection.Mark;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import firebreak.projection.Rung;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/// Calls people, by a line in the log, to what waits for them. At the start it calls again to what no own officer has
/// seen, for the alarm of a note that came just before a crash was never given; what was read, acknowledged or
/// answered does not call again, also when a restored home takes it in a second time.
final class Alarms implements Workers.Bell {
    /// Newest notes that are looked through for unseen ones at the start; so many unopened leaves are, too.
    static final int MOST_AGAIN = 1_000;

    private static final Log LOG = Log.of(Alarms.class);
    private static final Set<Rung> SEEN = Set.of(Rung.READ, Rung.ACKNOWLEDGED, Rung.HOLDING, Rung.REPLY, Rung.DECLINE);

    private final StoreView store;
    private final Notes notes;
    private final PartyCode own;

    /// @param own the party whose node this is
    Alarms(StoreView store, PartyCode own) {
        this.store = store;
        this.notes = new Notes(store);
        this.own = own;
    }

    @Override
    public void ring(Effect.Alarm alarm) {
        if (seen(alarm.channel(), alarm.leaf())) {
            return;
        }
        LOG.info(
                "ALARM",
                "channel",
                alarm.channel().brief(),
                "record",
                alarm.leaf().origin().text(),
                "index",
                alarm.leaf().index(),
                "precedence",
                alarm.precedence().map(Enum::name).orElse("unknown: nobody here can open it yet"));
    }

    private boolean seen(ChannelId channel, LeafRef leaf) {
        return notes.ladder(channel, leaf).about(leaf.leaf()).marks().stream().anyMatch(this::isOwnAct);
    }

    private boolean isOwnAct(Mark mark) {
        return mark.party().equals(own) && SEEN.contains(mark.rung());
    }

    /// Gives the alarms again that nobody here has answered, those of notes that nobody could open included.
    void again(Node node) {
        State state = node.loop().state();
        notes.newest(state.channels().keySet(), Optional.empty(), MOST_AGAIN).notes().stream()
                .filter(row -> !isOwn(row))
                .map(row -> new Effect.Alarm(
                        row.channel(),
                        row.leaf(),
                        Optional.of(row.note().content().precedence())))
                .forEach(node::ring);
        for (Channel channel : state.channels().values()) {
            channel.peers().values().stream()
                    .filter(record -> !record.party().equals(own))
                    .forEach(record -> unopened(node, channel, record));
        }
    }

    private boolean isOwn(NoteRow row) {
        return row.note().authors().stream().anyMatch(author -> author.party().equals(own));
    }

    private void unopened(Node node, Channel channel, PeerRecord record) {
        long left = MOST_AGAIN;
        for (IndexRanges.Range range : record.judged().gaps(record.held().end())) {
            for (long index = range.first(); index <= range.last() && left > 0; index++, left--) {
                note(record, index)
                        .ifPresent(leaf -> node.ring(new Effect.Alarm(channel.id(), leaf, Optional.empty())));
            }
        }
    }

    /// A leaf that is damaged calls nobody: that it is damaged is told where it is fetched again.
    private Optional<LeafRef> note(PeerRecord record, long index) {
        try {
            Optional<Leaf> leaf = Optional.empty();
            if (record.held().contains(index)) {
                leaf = Optional.of(Leaf.read(
                        "stored leaf",
                        store.get(Table.LEAF, Keys.leaf(record.origin(), index)).orElseThrow()));
            }
            return leaf.filter(found -> found.type() == LeafType.NOTE)
                    .map(found -> new LeafRef(record.origin(), index, found.hash()));
        } catch (FormatException | UncheckedIOException damaged) {
            return Optional.empty();
        }
    }
}
