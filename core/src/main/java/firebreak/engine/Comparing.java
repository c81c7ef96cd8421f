package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Statement;
import firebreak.note.View;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares what other members say they hold of a channel's records with what is held here (DESIGN 5, views): one
/// record has one root at one size. So a fork shows between two members who were shown different leaves, even when
/// they receipt none of them. What a view says ahead of this store is kept and compared when the record gets there.
final class Comparing {
    private final Turn turn;

    Comparing(Turn turn) {
        this.turn = turn;
    }

    /// A statement of another member was accepted.
    void heard(Channel channel, PartyCode by, LeafRef at, Statement statement) {
        for (View view : views(statement)) {
            view.seen().stream()
                    .filter(seen -> seen.size() > 0)
                    .forEach(seen -> compare(channel, seen, new Claim(by, at, seen.root())));
        }
    }

    private static List<View> views(Statement statement) {
        return statement instanceof Note note && !note.drafted().equals(note.view())
                ? List.of(note.drafted(), note.view())
                : List.of(statement.view());
    }

    private void compare(Channel channel, View.Seen seen, Claim claim) {
        Frontier known = known(channel, seen.origin());
        if (seen.size() <= known.size()) {
            judge(channel, seen.origin(), seen.size(), known, claim);
        } else {
            keep(seen.origin(), seen.size(), claim);
        }
    }

    private static Frontier known(Channel channel, Origin origin) {
        return channel.peer(origin)
                .map(PeerRecord::prefix)
                .or(() -> channel.ownRecord(origin).map(OwnRecord::frontier))
                .orElse(Frontier.EMPTY);
    }

    /// Of each member and size one claim, and the first that names another root, for one of the two is false; what it
    /// says twice counts once.
    private void keep(Origin origin, long size, Claim claim) {
        String key = Keys.claims(origin, size);
        List<Claim> claims =
                new ArrayList<>(turn.get(Table.STATE, key).map(Claim::readAll).orElse(List.of()));
        List<Hash> said = claims.stream()
                .filter(other -> other.by().equals(claim.by()))
                .map(Claim::root)
                .toList();
        if (said.size() < 2 && !said.contains(claim.root())) {
            claims.add(claim);
            turn.put(Table.STATE, key, Json.list(claims, Claim::toJson));
        }
    }

    /// A record has grown here, without a gap from one size to the next.
    void grown(Channel channel, Origin origin, Frontier before, Frontier after) {
        for (long size = before.size() + 1; size <= after.size(); size++) {
            String key = Keys.claims(origin, size);
            Optional<List<Claim>> claims = turn.get(Table.STATE, key).map(Claim::readAll);
            if (claims.isPresent()) {
                turn.delete(Table.STATE, key);
                Frontier known = size == after.size() ? after : before;
                for (Claim claim : claims.get()) {
                    judge(channel, origin, size, known, claim);
                }
            }
        }
    }

    private void judge(Channel channel, Origin origin, long size, Frontier known, Claim claim) {
        Hash held = root(origin, size, known);
        if (!held.equals(claim.root())) {
            dispute(channel, origin, size, held, claim);
        }
    }

    private Hash root(Origin origin, long size, Frontier known) {
        return size == known.size()
                ? known.root()
                : new StoredTree(turn, index -> turn.leaf(origin, index)).root(origin, size, known);
    }

    /// Kept once for each author and record. The last leaf that the view covers is asked for, of its author first: it
    /// comes under a checkpoint that the owner signed, and two of those are the proof.
    private void dispute(Channel channel, Origin origin, long size, Hash held, Claim claim) {
        PartyCode owner = channel.peer(origin).map(PeerRecord::party).orElseGet(() -> turn.state.self(channel));
        turn.get(Table.BODY, Keys.leaf(claim.at().origin(), claim.at().index()))
                .map(body -> new DisputedView(
                        claim.by(),
                        claim.at(),
                        owner,
                        origin,
                        size,
                        claim.root(),
                        held,
                        Stored.signed(body).bytes()))
                .filter(view -> turn.get(Table.EVIDENCE, view.key()).isEmpty())
                .ifPresent(view -> turn.put(Table.EVIDENCE, view.key(), view.toJson()));
        turn.effect(
                new Effect.Fetch(channel.id(), claim.by(), origin, List.of(new IndexRanges.Range(size - 1, size - 1))));
    }
}
