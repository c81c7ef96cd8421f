package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.record.Frontier;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// The heads that owners of mirrored records have signed: remembered while the mirror does not reach them, compared
/// with it when it does.
final class Heads {
    private final Turn turn;

    Heads(Turn turn) {
        this.turn = turn;
    }

    /// Remembers a signed head: for comparison later, or as the newest that was compared.
    ///
    /// @param text the signed checkpoint
    PeerRecord noted(PeerRecord record, Head head, Bytes text) {
        PeerRecord seen = record.seen(head.size());
        if (head.size() <= record.prefix().size()) {
            return compared(seen, head, text);
        }
        if (record.pending().contains(head)) {
            return seen;
        }
        turn.put(Table.CHECKPOINT, pendingKey(record.origin(), head.size()), text);
        List<Head> more = new ArrayList<>(seen.pending());
        more.add(head);
        PeerRecord remembering = seen.pending(more);
        more.removeAll(remembering.pending());
        more.forEach(left -> turn.delete(Table.CHECKPOINT, pendingKey(record.origin(), left.size())));
        return remembering;
    }

    private PeerRecord compared(PeerRecord record, Head head, Bytes text) {
        if (head.size() <= record.proved()) {
            return record;
        }
        turn.put(Table.CHECKPOINT, record.origin().text(), text);
        boolean plain = record.pending().isEmpty(); // then no leaf has a proof of its own
        return plain ? record.proved(head.size()) : proved(record, head.size());
    }

    /// A checkpoint that was compared proves every leaf below it, so their own proofs go.
    private PeerRecord proved(PeerRecord record, long size) {
        for (long index = record.proved(); index < size; index++) {
            String key = Keys.leaf(record.origin(), index);
            if (turn.get(Table.TILE, key).isPresent()) {
                turn.delete(Table.TILE, key);
            }
        }
        return record.proved(size);
    }

    /// What came of comparing the pending heads that a mirror has reached.
    ///
    /// @param agreed whether all of them did
    record Settled(PeerRecord record, boolean agreed) {}

    /// Compares the pending heads that the prefix has reached. A head that differs is evidence of a fork.
    ///
    /// @param rootAt the root of the mirror at a size that it has reached
    Settled settle(PeerRecord record, LongFunction<Hash> rootAt) {
        PeerRecord settled = record;
        boolean agreed = true;
        for (Head head : record.pending()) {
            if (head.size() > record.prefix().size()) {
                continue;
            }
            settled = settled.pending(settled.pending().stream()
                    .filter(other -> !other.equals(head))
                    .toList());
            String key = pendingKey(record.origin(), head.size());
            Optional<Bytes> text = turn.get(Table.CHECKPOINT, key);
            turn.delete(Table.CHECKPOINT, key);
            if (!rootAt.apply(head.size()).equals(head.root())) {
                agreed = false;
                against(record.origin(), head, text.orElseThrow());
                settled = settled.markForked();
            } else if (head.size() > settled.proved() && text.isPresent()) {
                turn.put(Table.CHECKPOINT, record.origin().text(), text.get());
                settled = proved(settled, head.size());
            }
        }
        return new Settled(settled, agreed);
    }

    private void against(Origin origin, Head head, Bytes text) {
        new Evidence(turn).against(origin, "head/" + head.root().hex(), text);
    }

    private static String pendingKey(Origin origin, long size) {
        return origin.text() + "/" + Keys.number(size);
    }

    /// A head that came without a leaf. What it says beyond the mirror is asked for; one that contradicts it is
    /// evidence, and one beyond this node's own record is a sign that its store is older than the record.
    void shown(Event.CheckpointShown shown) {
        turn.state.channel(shown.channel()).ifPresent(channel -> {
            if (channel.own().origin().equals(shown.origin())) {
                if (shown.head().size() > channel.own().size()) {
                    new Continuing(turn).doubt(channel, shown.head());
                }
                return;
            }
            channel.peer(shown.origin()).ifPresent(record -> shown(channel, record, shown.head(), shown.text()));
        });
    }

    private void shown(Channel channel, PeerRecord record, Head head, Bytes text) {
        boolean differs = head.size() <= record.prefix().size()
                ? !rootAt(record.origin(), record.prefix(), head.size()).equals(head.root())
                : record.pending().stream().anyMatch(other -> other.size() == head.size() && !other.equals(head));
        if (differs) {
            against(record.origin(), head, text);
            turn.state = turn.state.with(channel.with(record.markForked()));
            return;
        }
        PeerRecord noted = noted(record, head, text);
        if (noted.equals(record)) {
            return;
        }
        boolean news = record.missing().isEmpty() && !noted.missing().isEmpty();
        turn.state = turn.state.with(channel.with(news ? noted.askAt(turn.now.plus(Receiving.PATIENCE)) : noted));
    }

    private Hash rootAt(Origin origin, Frontier prefix, long size) {
        return size == prefix.size()
                ? prefix.root()
                : new StoredTree(turn, index -> turn.leaf(origin, index)).root(origin, size, prefix);
    }
}
