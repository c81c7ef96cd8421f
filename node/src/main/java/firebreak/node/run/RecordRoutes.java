package firebreak.node.run;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.record.CheckpointNote;
import firebreak.record.EntryBundle;
import firebreak.record.Origin;
import firebreak.record.TilePath;
import firebreak.record.Tiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Serves every record that this node holds, own or mirrored, to the members of its channel as C2SP tlog-tiles does:
/// `/v1/records/ORIGIN/checkpoint`, `…/tile/L/N[.p/W]` and `…/tile/entries/N[.p/W]`, up to the newest signed
/// checkpoint. An entry is a leaf's two hashes: nobody reads a note in it.
final class RecordRoutes {
    private static final String FOLDER = Paths.RECORDS.substring(0, Paths.RECORDS.length() - 1);
    private static final String CHECKPOINT = "checkpoint";

    private final Loop loop;
    private final Members members;
    private final StoreView store;
    private final Trees trees;
    private final Function<Origin, Optional<CheckpointNote>> newest;

    RecordRoutes(
            Loop loop,
            Members members,
            StoreView store,
            Trees trees,
            Function<Origin, Optional<CheckpointNote>> newest) {
        this.loop = loop;
        this.members = members;
        this.store = store;
        this.trees = trees;
        this.newest = newest;
    }

    List<Route> routes() {
        return List.of(Route.get(Paths.RECORDS, this::answer));
    }

    private Response answer(String caller, Request request) {
        String[] parts = request.path().substring(FOLDER.length()).split("/", 3);
        if (parts.length < 3) {
            return unknown();
        }
        try {
            Origin origin = Origin.parse("record", parts[0] + "/" + parts[1]);
            State state = loop.state();
            Optional<Channel> channel = state.channelWith(origin).filter(found -> members.isMember(caller, found));
            Optional<CheckpointNote> checkpoint = channel.flatMap(_ -> newest.apply(origin));
            return checkpoint.isPresent() ? file(checkpoint.get(), parts[2]) : unknown();
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    /// The same for a record that is not here and one that the caller may not know of.
    private static Response unknown() {
        return Response.refused(404, "no record of that name is known here");
    }

    private Response file(CheckpointNote checkpoint, String name) throws FormatException {
        if (name.equals(CHECKPOINT)) {
            return Response.bytes(checkpoint.bytes());
        }
        Origin origin = checkpoint.checkpoint().origin();
        long size = checkpoint.checkpoint().size();
        TilePath path = TilePath.parse("tile", name);
        int level = path instanceof TilePath.Hashes hashes ? hashes.level() : 0;
        if (path.width() > Tiles.width(level, path.index(), size)) {
            return Response.refused(404, "the record has " + size + " leaves: it does not reach so far yet");
        }
        return Response.bytes(
                switch (path) {
                    case TilePath.Hashes(int height, long index, int width) ->
                        Tiles.write(trees.of(origin).tile(height, index, width));
                    case TilePath.Entries(long index, int width) -> entries(origin, index * Tiles.WIDTH, width);
                });
    }

    private Bytes entries(Origin origin, long first, int count) {
        List<Bytes> entries =
                store.range(Table.LEAF, Keys.leaf(origin, first), Keys.leaf(origin, first + count), count).stream()
                        .map(StoreView.Entry::value)
                        .toList();
        if (entries.size() != count) {
            throw new IllegalStateException("the store lacks leaves of " + origin + " from " + first + " on");
        }
        return EntryBundle.write(entries);
    }
}
