package firebreak.node.mailbox;

import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Delivery;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.node.run.Node;
import firebreak.node.witness.Cosigning;
import firebreak.note.LeafRef;
import firebreak.note.Precedence;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import firebreak.projection.Rung;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which leaves of the own records are to be brought to mailboxes: what a member has not taken for a while; notes of
/// which that member's receipt is not witnessed after a while, so that whoever says nothing gains nothing; and FLASH
/// notes at once. Used by one thread.
final class Due {
    /// How long the direct path is given first.
    static final Duration GRACE = Duration.ofSeconds(10);

    /// Leaves looked at in one round.
    private static final int MOST_LEAVES = 1_024;

    private final Node node;
    private final Cosigning cosigning;
    private final Deposits deposits;
    private final Notes notes;
    private final Map<Origin, Deque<Grown>> sizes = new HashMap<>();
    private final Map<Target, Long> settled = new HashMap<>();

    private record Grown(long nanos, long size) {}

    private record Target(Origin origin, PartyCode member) {}

    Due(Node node, Cosigning cosigning, Deposits deposits) {
        this.node = node;
        this.cosigning = cosigning;
        this.deposits = deposits;
        this.notes = new Notes(node.parts().store());
    }

    /// @param signed how much of the record is under a signed checkpoint
    IndexRanges of(State state, Channel channel, PartyCode member, Origin origin, long signed) {
        long aged = aged(origin, signed);
        IndexRanges taken =
                channel.deliveries().getOrDefault(member, Delivery.none()).acked(origin);
        IndexRanges due = IndexRanges.EMPTY;
        for (IndexRanges.Range gap : taken.gaps(aged)) {
            due = due.with(gap);
        }
        return notes(due, state, channel, member, origin, aged, signed);
    }

    /// The size that the record had a while ago.
    private long aged(Origin origin, long signed) {
        Deque<Grown> grown = sizes.computeIfAbsent(origin, _ -> new ArrayDeque<>());
        long now = System.nanoTime();
        if (grown.isEmpty() || grown.getLast().size() < signed) {
            grown.add(new Grown(now, signed));
        }
        long aged = 0;
        for (Grown one : grown) {
            aged = now - one.nanos() >= GRACE.toNanos() ? one.size() : aged;
        }
        while (grown.size() > 1 && grown.getFirst().size() < aged) {
            grown.removeFirst();
        }
        return aged;
    }

    private IndexRanges notes(
            IndexRanges due, State state, Channel channel, PartyCode member, Origin origin, long aged, long signed) {
        Target target = new Target(origin, member);
        long from = settled.computeIfAbsent(target, this::stored);
        long settledTo = from;
        boolean unbroken = true;
        IndexRanges more = due;
        for (long index = from; index < Math.min(signed, from + MOST_LEAVES); index++) {
            boolean old = index < aged;
            Optional<NoteRow> note = isNote(origin, index) ? notes.at(channel.id(), origin, index) : Optional.empty();
            boolean wanted = note.isPresent()
                    && !isTendered(state, channel, member, note.get())
                    && (old || note.get().note().content().precedence() == Precedence.FLASH);
            more = wanted ? more.with(index) : more;
            unbroken &= old && !wanted;
            settledTo = unbroken ? index + 1 : settledTo;
        }
        if (settledTo > from) {
            settled.put(target, settledTo);
            node.loop()
                    .keepSoon(
                            List.of(new Write.Put(Table.MAILBOX, row(target), Bytes.ofUtf8(Long.toString(settledTo)))));
        }
        return more;
    }

    private static String row(Target target) {
        return "settled/" + target.origin().text() + "/" + target.member();
    }

    private long stored(Target target) {
        return node.parts()
                .store()
                .get(Table.MAILBOX, row(target))
                .map(bytes -> new String(bytes.toArray(), StandardCharsets.US_ASCII))
                .filter(text -> text.matches("[0-9]{1,16}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private boolean isNote(Origin origin, long index) {
        Optional<Bytes> stored = node.parts().store().get(Table.LEAF, Keys.leaf(origin, index));
        try {
            return stored.isPresent() && Leaf.read("stored leaf", stored.get()).type() == LeafType.NOTE;
        } catch (FormatException damaged) {
            return false; // told by whoever needs the leaf itself
        }
    }

    /// By a receipt that is witnessed, by mailboxes; or because nobody agreed on any when it was written.
    private boolean isTendered(State state, Channel channel, PartyCode member, NoteRow row) {
        Optional<Agreement> agreement =
                state.registry().agreement(row.note().place().agreement());
        LeafRef leaf = row.leaf();
        return agreement.filter(named -> named.mailboxes().threshold() > 0).isEmpty()
                || row.ladder().at(Rung.DELIVERED).stream()
                        .filter(mark -> mark.party().equals(member))
                        .anyMatch(mark -> agreement.get().witnesses().threshold() == 0
                                || cosigning.time(channel, mark.by()).isPresent())
                || deposits.time(leaf, agreement.get(), member).isPresent();
    }
}
