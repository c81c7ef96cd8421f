package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// `export.json`: what an export consists of. Claims nothing by itself: all of it follows from the other files
/// and is compared with them. Its last member is the SHA-256 of the rest, so that damage to the index is not
/// taken for damage to what it lists.
///
/// @param party whose export it is
/// @param charter the first version of the channel's charter; absent for a back channel
/// @param files SHA-256 of every file but the index, tiles, bodies and envelopes, which the tree proves
record ExportIndex(
        Mode mode,
        Optional<Hash> charter,
        ChannelId channel,
        String label,
        PartyCode party,
        SortedMap<String, Hash> files,
        List<RecordEntry> records) {
    static final String FORMAT = "firebreak-export/1";
    static final int MAX_BYTES = 64 << 20;

    ExportIndex {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        records = List.copyOf(records);
    }

    Bytes bytes() {
        return Canonical.write(
                unsummed().with("sum", Canonical.hash(unsummed().build())).build());
    }

    private Json.Builder unsummed() {
        Json.Builder hashes = Json.object();
        files.forEach(hashes::with);
        return Json.object()
                .with("format", FORMAT)
                .with("mode", mode.toJson())
                .with("charter", charter.orElse(null))
                .with("channel", channel.toJson())
                .with("label", label)
                .with("party", party.value())
                .with("files", hashes.build())
                .with("records", Json.list(records, RecordEntry::toJson));
    }

    static ExportIndex parse(Bytes bytes) throws FormatException {
        Fields fields = Fields.of(RecordPath.INDEX, Canonical.read(RecordPath.INDEX, bytes, MAX_BYTES));
        fields.expect("format", FORMAT);
        ExportIndex index = new ExportIndex(
                fields.required("mode", Mode::read),
                fields.optional("charter", Fields::asHash),
                fields.required("channel", ChannelId::read),
                fields.string("label"),
                fields.required("party", PartyCode::read),
                fields.required("files", ExportIndex::files),
                fields.list("records", RecordEntry::read));
        Hash sum = fields.hash("sum");
        fields.done();
        if (!Canonical.hash(index.unsummed().build()).equals(sum)) {
            throw new FormatException(RecordPath.INDEX, "expected the SHA-256 of all other members as 'sum'");
        }
        index.check();
        return index;
    }

    private static SortedMap<String, Hash> files(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        SortedMap<String, Hash> files = new TreeMap<>();
        if (value instanceof Json.Obj object) {
            for (String path : object.members().keySet()) {
                files.put(path, fields.hash(path));
            }
        }
        return files;
    }

    private void check() throws FormatException {
        Set<String> paths = new HashSet<>();
        Set<String> origins = new HashSet<>();
        for (RecordEntry entry : records) {
            if (!paths.add(entry.path().prefix()) || !origins.add(entry.origin().text())) {
                throw new FormatException(RecordPath.INDEX + ".records", "expected every record once");
            }
        }
        if (records.isEmpty() || !paths.contains("")) {
            throw new FormatException(RecordPath.INDEX + ".records", "expected the exporter's own record");
        }
    }

    /// Every file that belongs to the export, the index among them.
    SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(files.keySet());
        paths.add(RecordPath.INDEX);
        records.forEach(record -> paths.addAll(record.files()));
        return paths;
    }

    /// What `files` lists and nothing checks but its hash: neither a document, form or evidence, nor a checkpoint or
    /// the
    /// keys of a record listed.
    SortedSet<String> strangers() {
        SortedSet<String> strangers = new TreeSet<>(files.keySet());
        strangers.removeIf(path -> RecordPath.KINDS.stream().anyMatch(path::startsWith));
        for (RecordEntry record : records) {
            strangers.removeAll(
                    List.of(record.path().checkpoint(), record.path().vkey()));
            strangers.removeIf(path -> record.path().isWitnessed(path, record.size()));
            strangers.removeIf(record.path()::isDeposit);
        }
        return strangers;
    }
}
