package firebreak.export;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Author;
import firebreak.record.IndexRanges;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.TilePath;
import firebreak.record.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One record as an export's index lists it.
///
/// @param bodies leaves whose signed object is there; @param envelopes leaves whose envelope is there
record RecordEntry(
        RecordPath path,
        PartyCode party,
        Origin origin,
        int generation,
        long size,
        Hash root,
        IndexRanges bodies,
        IndexRanges envelopes) {
    /// Every file of the record.
    List<String> files() {
        List<String> files = new ArrayList<>(List.of(path.checkpoint(), path.vkey()));
        Stream.<TilePath>concat(Tiles.hashTiles(size).stream(), Tiles.entryBundles(size).stream())
                .map(path::tile)
                .forEach(files::add);
        indexes(bodies).forEach(index -> files.add(path.body(index)));
        indexes(envelopes).forEach(index -> files.add(path.envelope(index)));
        return files;
    }

    static List<Long> indexes(IndexRanges ranges) {
        List<Long> indexes = new ArrayList<>();
        for (IndexRanges.Range range : ranges.ranges()) {
            for (long index = range.first(); index <= range.last(); index++) {
                indexes.add(index);
            }
        }
        return indexes;
    }

    Json toJson() {
        return Json.object()
                .with("path", path.prefix())
                .with("party", party.value())
                .with("origin", origin.text())
                .with("generation", generation)
                .with("size", size)
                .with("root", root)
                .with("bodies", bodies.toJson())
                .with("envelopes", envelopes.toJson())
                .build();
    }

    static RecordEntry read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        RecordEntry entry = new RecordEntry(
                new RecordPath(fields.string("path")),
                fields.required("party", PartyCode::read),
                fields.required("origin", Origin::read),
                fields.integer("generation", 0, Author.MAX_GENERATION),
                fields.integer("size"),
                fields.hash("root"),
                fields.required("bodies", IndexRanges::read),
                fields.required("envelopes", IndexRanges::read));
        fields.done();
        boolean within =
                entry.bodies().end() <= entry.size() && entry.envelopes().end() <= entry.size();
        if (entry.size() < 1 || entry.size() > Merkle.MAX_SIZE || !within) {
            throw new FormatException(place, "expected a record with leaves, and bodies and envelopes of its leaves");
        }
        return entry;
    }
}
