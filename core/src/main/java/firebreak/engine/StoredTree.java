package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.record.Frontier;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import java.util.Optional;

/// A record's root at an earlier size than it has: what an older checkpoint and a member's view are compared with.
/// Under load that is every second parcel, because parcels overtake each other, and every statement. So the newest
/// edges of the tree are at hand ([Edges]), the edge at every [#EVERY]th size is stored, and no more leaves than lie
/// between two such signposts are read. A store without signposts, which an earlier version left, is read from its
/// beginning, once.
final class StoredTree {
    /// Sizes from one signpost to the next.
    static final long EVERY = 16;

    private static final int MAX_ROW = 16 << 10;

    private final Turn turn;
    private final Leaves leaves;

    /// Reads one leaf of the record.
    @FunctionalInterface
    interface Leaves {
        Optional<Leaf> at(long index);
    }

    StoredTree(Turn turn, Leaves leaves) {
        this.turn = turn;
        this.leaves = leaves;
    }

    /// @param known a frontier of this record that is at hand, of any size
    Hash root(Origin origin, long size, Frontier known) {
        return turn.state.edges().at(origin, size).map(Frontier::root).orElseGet(() -> readRoot(origin, size, known));
    }

    private Hash readRoot(Origin origin, long size, Frontier known) {
        Frontier edge = known.size() <= size ? known : Frontier.EMPTY;
        if (edge.size() < size - size % EVERY) {
            Frontier signpost = signpost(origin, size);
            edge = signpost.size() > edge.size() ? signpost : edge;
        }
        while (edge.size() < size) {
            edge = edge.append(leaves.at(edge.size()).orElseThrow().hash());
            if (edge.size() % EVERY == 0) { // it was missing
                turn.put(Table.TILE, key(origin, edge.size()), edge.toJson());
            }
        }
        return edge.root();
    }

    private Frontier signpost(Origin origin, long size) {
        for (long at = size - size % EVERY; at > 0; at -= EVERY) {
            Optional<Frontier> found = turn.get(Table.TILE, key(origin, at)).map(StoredTree::read);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return Frontier.EMPTY;
    }

    /// A record grew without a gap: its newest edge is remembered, the signposts between the two sizes are stored.
    void grown(Origin origin, Frontier before, Frontier after) {
        if (after.size() > before.size()) {
            turn.state = turn.state.with(turn.state.edges().with(origin, after));
        }
        if (before.size() / EVERY == after.size() / EVERY) {
            return;
        }
        Frontier edge = before;
        while (edge.size() < after.size()) {
            edge = edge.append(leaves.at(edge.size()).orElseThrow().hash());
            if (edge.size() % EVERY == 0) {
                turn.put(Table.TILE, key(origin, edge.size()), edge.toJson());
            }
        }
    }

    private static String key(Origin origin, long size) {
        return "edge/" + origin.text() + "/" + Keys.number(size);
    }

    private static Frontier read(Bytes row) {
        try {
            return Frontier.read("stored edge", Canonical.read("stored edge", row, MAX_ROW));
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged edge: " + damaged.reason(), damaged);
        }
    }
}
