package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Body;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.record.EntryBundle;
import firebreak.record.IndexRanges;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.TilePath;
import firebreak.record.Tiles;
import firebreak.record.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Writes the files of one record.
final class RecordWriter {
    private static final int PROGRESS_EVERY = 256;

    private final StoreView stored;
    private final FileTarget files;
    private final RecordPath path;
    private final boolean withEnvelopes;
    private final NeutralWriter neutrals;

    RecordWriter(StoreView stored, FileTarget files, RecordPath path, boolean withEnvelopes, NeutralWriter neutrals) {
        this.neutrals = neutrals;
        this.stored = stored;
        this.files = files;
        this.path = path;
        this.withEnvelopes = withEnvelopes;
    }

    RecordEntry write(
            RecordExport.Found record, SortedMap<String, Hash> hashes, Progress progress, long before, long total)
            throws IOException, FormatException {
        Origin origin = record.origin();
        RecordExport.put(files, hashes, path.checkpoint(), record.checkpoint().bytes());
        RecordExport.put(files, hashes, path.vkey(), vkey(record));
        List<Bytes> entries = new ArrayList<>();
        IndexRanges bodies = IndexRanges.EMPTY;
        IndexRanges envelopes = IndexRanges.EMPTY;
        for (long index = 0; index < record.size(); index++) {
            entries.add(leaf(origin, index));
            bodies = body(origin, index) ? bodies.with(index) : bodies;
            envelopes = withEnvelopes && envelope(origin, index) ? envelopes.with(index) : envelopes;
            if (index % PROGRESS_EVERY == 0) {
                progress.at(before + index, total);
            }
        }
        LeafHashes tree = new LeafHashes(entries.stream().map(Merkle::leafHash).toList());
        tiles(entries, tree);
        neutrals.write(record, path, tree, files, hashes);
        neutrals.deposits(record, path, tree, files, hashes);
        progress.at(before + record.size(), total);
        return new RecordEntry(
                path,
                record.party(),
                origin,
                record.generation(),
                record.size(),
                record.checkpoint().checkpoint().root(),
                bodies,
                envelopes);
    }

    static Bytes vkey(RecordExport.Found record) {
        return vkey(VerifierKey.ofRecord(record.origin(), record.keys()));
    }

    static Bytes vkey(List<VerifierKey> keys) {
        return Bytes.ofUtf8(keys.stream().map(key -> key.text() + "\n").collect(Collectors.joining()));
    }

    private Bytes leaf(Origin origin, long index) throws IOException {
        return stored.get(Table.LEAF, Keys.leaf(origin, index))
                .orElseThrow(() -> new IOException("leaf " + index + " of " + origin + " is missing in the store"));
    }

    private boolean body(Origin origin, long index) throws IOException, FormatException {
        Optional<Bytes> body = stored.get(Table.BODY, Keys.leaf(origin, index));
        if (body.isPresent()) {
            Body content = Body.read("stored body", body.get());
            files.write(path.body(index), new BodyFile(content.salt(), content.signed()).bytes());
        }
        return body.isPresent();
    }

    private boolean envelope(Origin origin, long index) throws IOException {
        Optional<Bytes> envelope = stored.get(Table.ENVELOPE, Keys.leaf(origin, index));
        if (envelope.isPresent()) {
            files.write(path.envelope(index), envelope.get());
        }
        return envelope.isPresent();
    }

    private void tiles(List<Bytes> entries, LeafHashes tree) throws IOException {
        for (TilePath.Hashes tile : Tiles.hashTiles(tree.size())) {
            List<Hash> hashes = Tiles.of(tree).tile(tile.level(), tile.index(), tile.width());
            files.write(path.tile(tile), Tiles.write(hashes));
        }
        for (TilePath.Entries bundle : Tiles.entryBundles(tree.size())) {
            int from = Math.toIntExact(bundle.index() * Tiles.WIDTH);
            files.write(path.tile(bundle), EntryBundle.write(entries.subList(from, from + bundle.width())));
        }
    }
}
